import { useConference } from '../../../live/use-live.ts';
import { useInBureau } from '../use-in-bureau.ts';

/** Whether this desk may ask for the floor on behalf of a site now: the queue is open while the conference is live. */
export function useMayAdd(): boolean {
  const { phase } = useConference();
  return useInBureau() && phase === 'live';
}
