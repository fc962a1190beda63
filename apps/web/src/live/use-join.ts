import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { joinSite } from './api.ts';
import type { SiteKey } from './api.ts';
import type { HttpProblem } from './http.ts';

export type JoinState =
  | { readonly step: 'idle' }
  | { readonly step: 'joining' }
  /** On the way to the room's page. */
  | { readonly step: 'entered' }
  /** Another device is on duty; entering needs a second word. */
  | { readonly step: 'taken'; readonly key: SiteKey }
  | { readonly step: 'failed'; readonly problem: HttpProblem };

export interface Join {
  readonly state: JoinState;
  readonly join: (key: SiteKey, takeOver?: boolean) => Promise<void>;
  readonly reset: () => void;
}

/** Becomes the device of a room and goes there. */
export function useJoin(): Join {
  const navigate = useNavigate();
  const [state, setState] = useState<JoinState>({ step: 'idle' });
  const join = useCallback(
    async (key: SiteKey, takeOver = false) => {
      setState({ step: 'joining' });
      const result = await joinSite(key, takeOver);
      if (result.ok) {
        setState({ step: 'entered' });
        return navigate(`/site/${result.value.conferenceId}/${result.value.siteId}`);
      }
      const { problem } = result;
      setState(problem.code === 'site-taken' ? { step: 'taken', key } : { step: 'failed', problem });
    },
    [navigate],
  );
  const reset = useCallback(() => setState({ step: 'idle' }), []);
  return { state, join, reset };
}
