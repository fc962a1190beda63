import type { RoomDelivery } from '../../live/live-snapshot.ts';

export type DeliveryTrouble = 'small' | 'audio' | 'text' | 'undecoded' | 'sendsSmall' | 'sendsSound';

/**
 * What is said about what reaches this room, then about what it may send. A line comes before a browser, because
 * it changes by itself.
 */
export function deliveryTrouble({ rung, unshownFeeds, sends }: RoomDelivery): DeliveryTrouble | null {
  if (rung === 'small' || rung === 'audio' || rung === 'text') return rung;
  if (unshownFeeds.length > 0) return 'undecoded';
  if (sends === 'small') return 'sendsSmall';
  return sends === 'audio' || sends === 'text' ? 'sendsSound' : null;
}

/** No picture comes any more: the last one must not stand there, so words take its place. */
export function showsWords({ rung }: RoomDelivery): boolean {
  return rung === 'audio' || rung === 'text';
}
