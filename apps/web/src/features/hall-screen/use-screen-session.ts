import { useEffect, useState } from 'react';
import { openScreen } from '../../live/api.ts';
import { useKeptLinkToken } from '../../live/use-kept-link-token.ts';
import { retryDelayMs } from '../../live/retry-delay.ts';

/** `stale`: the link opens nothing; the cookie of an earlier visit may, as after the closing, which ends every link. */
export type ScreenSession = 'opening' | 'open' | 'stale';

/** A link with a token is exchanged for a cookie; without one the cookie of an earlier visit is tried. Nobody stands by to press "again", so an unreachable server is asked until it answers. */
export function useScreenSession(): ScreenSession {
  const { token, forget } = useKeptLinkToken();
  const [session, setSession] = useState<ScreenSession>('opening');
  useEffect(() => {
    if (token === undefined) return;
    if (token === null) return setSession('open');
    // What an earlier link opened, or did not, is over: the page begins anew.
    setSession('opening');
    let gone = false;
    void exchange(token, () => gone).then((next) => {
      if (gone) return;
      forget();
      setSession(next);
    });
    return () => {
      gone = true;
    };
  }, [token, forget]);
  return session;
}

async function exchange(token: string, gone: () => boolean): Promise<ScreenSession> {
  for (let attempt = 0; !gone(); attempt++) {
    const result = await openScreen(token);
    if (result.ok) return 'open';
    const { status } = result.problem;
    if (status !== null && status < 500 && status !== 429) return 'stale';
    await new Promise((resolve) => setTimeout(resolve, retryDelayMs(attempt, Math.random)));
  }
  return 'opening';
}
