/** Process of the benchmark: WHEP viewers of the floor, one for each room. */
import { tagOf, WhepPeer } from '@diemcau/media/peers';
import { MediaSession } from '../../apps/server/src/simulator/media-session.ts';
import { machineNowMs, type FromViewers, type Seat, type ToViewers } from './messages.ts';

const viewers: { readonly peer: WhepPeer | null; lastTag: number }[] = [];
let expected = { tag: 0, seen: 0 };
let packets = 0;
let countedFromMs = machineNowMs();

function tell(message: FromViewers): void {
  process.send?.(message);
}

async function watchAll(url: string, seats: readonly Seat[]): Promise<void> {
  await Promise.all(seats.map((seat) => watch(url, seat)));
  tell({ type: 'watching' });
}

function watch(url: string, seat: Seat): Promise<void> {
  return new Promise((resolve) => {
    const session = new MediaSession({
      address: `${url}/api/v1/conferences/${seat.conferenceId}/whep?feeds=floor`,
      makePeer: () => new WhepPeer({ audioSections: 1, videoSections: 1 }),
      random: Math.random,
      onPeer: (peer) => {
        if (!peer) throw new Error('a viewer lost its session');
        follow(peer);
        peer.onState((state) => state === 'connected' && resolve());
      },
    });
    session.follow(seat.media);
  });
}

function follow(peer: WhepPeer): void {
  const viewer = { peer, lastTag: 0 };
  viewers.push(viewer);
  peer.onPacket((_feed, kind, packet) => {
    packets += 1;
    if (kind !== 'video') return;
    const tag = tagOf(packet);
    if (tag === viewer.lastTag) return;
    viewer.lastTag = tag;
    if (tag === expected.tag) onFirstPacket();
  });
}

function onFirstPacket(): void {
  expected = { tag: expected.tag, seen: expected.seen + 1 };
  if (expected.seen < viewers.length) return;
  const atMs = machineNowMs();
  tell({ type: 'all-see', tag: expected.tag, atMs, packetsPerSecond: Math.round((packets * 1000) / (atMs - countedFromMs)) });
}

function expectTag(tag: number): void {
  expected = { tag, seen: 0 };
  packets = 0;
  countedFromMs = machineNowMs();
  tell({ type: 'expecting', tag });
}

process.on('message', (message: ToViewers) => {
  if (message.type === 'watch') void watchAll(message.url, message.seats);
  if (message.type === 'expect') expectTag(message.tag);
  if (message.type === 'stop') process.exit(0);
});
process.on('disconnect', () => process.exit(0));
