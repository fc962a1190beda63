import { inBureau } from '@diemcau/core';
import { selectActor, useConference, useLive } from '../../live/use-live.ts';

/** Whether the officer at this desk orders the queue and asks on behalf of sites. */
export function useInBureau(): boolean {
  const view = useConference();
  const actor = useLive(selectActor);
  return actor !== null && inBureau(view, actor);
}
