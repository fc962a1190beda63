import { hasRole, holdsChair } from '@diemcau/core';
import type { OfficerRole } from '@diemcau/core';
import { selectActor, useConference, useLive } from '../../live/use-live.ts';

const BY_WEIGHT: readonly OfficerRole[] = ['chair', 'deputy', 'secretary', 'technician'];

/** What the officer at this desk is right now; holding the chair makes a deputy the chair. */
export function useOwnRole(): OfficerRole | null {
  const view = useConference();
  const actor = useLive(selectActor);
  if (!actor) return null;
  if (holdsChair(view, actor)) return 'chair';
  return BY_WEIGHT.find((role) => hasRole(view, actor, role)) ?? null;
}
