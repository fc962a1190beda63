import type { RoomDelivery } from '../../live/live-snapshot.ts';

export type DeliveryTrouble = 'small' | 'audio' | 'text' | 'undecoded';
export type SendingTrouble = 'sendsSmall' | 'sendsSound';

/** What is said about what reaches this room. A line comes before a browser, because it changes by itself. */
export function deliveryTrouble({ rung, unshownFeeds }: RoomDelivery): DeliveryTrouble | null {
  if (rung === 'small' || rung === 'audio' || rung === 'text') return rung;
  return unshownFeeds.length > 0 ? 'undecoded' : null;
}

/** What is said about what it may send, beside that: whoever speaks must know that nobody sees the room. */
export function sendingTrouble({ sends }: RoomDelivery): SendingTrouble | null {
  if (sends === 'small') return 'sendsSmall';
  return sends === 'audio' || sends === 'text' ? 'sendsSound' : null;
}

/** No picture comes any more: the last one must not stand there, so words take its place. */
export function showsWords({ rung }: RoomDelivery): boolean {
  return rung === 'audio' || rung === 'text';
}
