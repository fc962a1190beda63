import type { RoomDelivery } from '../../live/live-snapshot.ts';

export type DeliveryTrouble = 'small' | 'audio' | 'text' | 'undecoded';

/** What is said about what reaches this room; a line comes before a browser, because it changes by itself. */
export function deliveryTrouble({ rung, unshownFeeds }: RoomDelivery): DeliveryTrouble | null {
  if (rung === 'small' || rung === 'audio' || rung === 'text') return rung;
  return unshownFeeds.length > 0 ? 'undecoded' : null;
}

/** No picture comes any more: the last one must not stand there, so words take its place. */
export function showsWords({ rung }: RoomDelivery): boolean {
  return rung === 'audio' || rung === 'text';
}
