import { useCallback, useEffect, useState } from 'react';
import { myConferences, signOut, whoAmI } from '../../live/api.ts';
import type { ConferenceSummary, SessionAccount } from '../../live/api.ts';

export interface Mine {
  /** null: nobody is signed in, or it is not known yet. */
  readonly account: SessionAccount | null;
  /** null until known. */
  readonly conferences: readonly ConferenceSummary[] | null;
  readonly leave: () => Promise<void>;
}

export function useMyConferences(): Mine {
  const [account, setAccount] = useState<SessionAccount | null>(null);
  const [conferences, setConferences] = useState<readonly ConferenceSummary[] | null>(null);
  useEffect(() => {
    void (async () => {
      const who = await whoAmI();
      if (!who.ok) return;
      setAccount(who.value);
      const list = await myConferences();
      setConferences(list.ok ? list.value.conferences : []);
    })();
  }, []);
  const leave = useCallback(async () => {
    await signOut();
    setAccount(null);
  }, []);
  return { account, conferences, leave };
}
