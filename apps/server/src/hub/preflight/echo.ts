/**
 * The way a check measures the line: a room's test picture goes up as any picture does, and comes
 * back to the same room. Nobody else can watch it.
 */
import type { BusId, MediaPlane } from '@diemcau/media';
import type { RoomPlace } from './preflight-store.ts';

export const ECHO_FEED = 'echo';

/** Ids hold no full stop, so this is no room’s camera and no program. */
export function echoEndpoint({ conferenceId, siteId }: RoomPlace): string {
  return `${conferenceId}.${siteId}.preflight`;
}

export function echoBus(place: RoomPlace): BusId {
  return `${echoEndpoint(place)}.${ECHO_FEED}`;
}

/** Throws MediaFault. */
export async function openEcho(plane: MediaPlane, place: RoomPlace, nowMs: number): Promise<void> {
  await plane.setBus({ bus: echoBus(place), source: echoEndpoint(place), audio: false, revision: nowMs });
}

/** Ends what the room left open of it; a plane that is away has nothing to end. */
export async function closeEcho(plane: MediaPlane, place: RoomPlace): Promise<void> {
  await Promise.allSettled([plane.closeEndpoint(echoEndpoint(place)), plane.closeBus(echoBus(place))]);
}
