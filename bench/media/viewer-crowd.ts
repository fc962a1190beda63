/** Process of the benchmark: everybody who watches. */
import type { MediaPlane } from '@diemcau/media';
import { tagOf, WhepPeer } from '@diemcau/media/peers';
import { DELAY_BUCKETS, machineNowUs, SENT_AT_OFFSET, type FromViewers, type ToViewers, type ViewerPlan } from './messages.ts';
import { openPlane } from './open-plane.ts';

interface Viewer {
  readonly plan: ViewerPlan;
  readonly peer: WhepPeer;
  /** Last sequence number by feed and kind. */
  readonly last: Map<string, number>;
  seenAtUs: number;
}

/**
 * As rooms do (apps/web/src/live/peer-session.ts): one that does not connect is opened anew. It happens where the
 * system gives a newcomer the port of one who left without a word: for the half minute until consent ends (RFC 7675)
 * the plane takes what comes from there for the old one's.
 */
const CONNECT_WAIT_MS = 10_000;

const viewers: Viewer[] = [];
let planeSockets: readonly string[] = [];
let expected = { feed: '', tag: -1, left: 0 };
let isCounting = false;
let counts = { packets: 0, lost: 0, delays: new Array<number>(DELAY_BUCKETS).fill(0) };

function tell(message: FromViewers): void {
  process.send?.(message);
}

async function watchAll({ socketPaths, plans }: Extract<ToViewers, { type: 'watch' }>): Promise<void> {
  for (const { peer } of viewers.splice(0)) peer.close();
  await open(socketPaths, plans);
  tell({ type: 'watched' });
}

async function returnSome({ socketPaths, from, viewers: wanted }: Extract<ToViewers, { type: 'return' }>): Promise<void> {
  const leaving = Array.from({ length: wanted }, (_, index) => viewers[(from + index) % viewers.length]).filter((one) => one !== undefined);
  for (const viewer of leaving) {
    viewer.peer.close();
    viewers.splice(viewers.indexOf(viewer), 1);
  }
  await open(
    socketPaths,
    leaving.map(({ plan }) => plan),
  );
  tell({ type: 'returned' });
}

async function open(socketPaths: readonly string[], plans: readonly ViewerPlan[]): Promise<void> {
  planeSockets = socketPaths;
  const plane = await openPlane(socketPaths);
  await Promise.all(plans.map((plan) => watch(plane, plan)));
  await plane.close();
}

async function watch(plane: MediaPlane, plan: ViewerPlan): Promise<void> {
  const audioSections = plan.feeds.filter((feed) => 'bus' in feed && feed.audio).length;
  const peer = new WhepPeer({ audioSections, videoSections: plan.feeds.length });
  const viewer: Viewer = { plan, peer, last: new Map(), seenAtUs: 0 };
  viewers.push(viewer);
  const { session, sdp } = await plane.subscribe({ sdp: await peer.offer(), feeds: plan.feeds, ownEndpoints: [], label: plan.label });
  peer.onPacket((feed, kind, packet) => onPacket(viewer, { feed, kind, packet }));
  peer.answer(sdp);
  setTimeout(() => void again(viewer), CONNECT_WAIT_MS);
  await Promise.all(plan.tuned.map((endpoint, slot) => plane.tune(session, slot, endpoint)));
}

async function again(viewer: Viewer): Promise<void> {
  const index = viewers.indexOf(viewer);
  if (index < 0 || viewer.peer.state === 'connected') return;
  viewers.splice(index, 1);
  viewer.peer.close();
  await open(planeSockets, [viewer.plan]);
}

function onPacket(viewer: Viewer, { feed, kind, packet }: { feed: string; kind: 'audio' | 'video'; packet: Buffer }): void {
  if (kind === 'video' && feed === expected.feed && viewer.seenAtUs === 0 && tagOf(packet) === expected.tag) noteSeen(viewer);
  if (!isCounting) return;
  const key = kind + feed;
  const sequence = packet.readUInt16BE(2);
  const step = (sequence - (viewer.last.get(key) ?? sequence - 1)) & 0xffff;
  // Half of the numbers lie behind: a repaired packet, which was counted as lost before.
  if (step < 0x8000) viewer.last.set(key, sequence);
  counts.lost += step < 0x8000 ? Math.max(0, step - 1) : -1;
  counts.packets += 1;
  if (kind !== 'video') return;
  const delay = Math.floor((machineNowUs() - packet.readDoubleLE(12 + SENT_AT_OFFSET)) / 100);
  const bucket = Math.min(DELAY_BUCKETS - 1, Math.max(0, delay));
  counts.delays[bucket] = (counts.delays[bucket] ?? 0) + 1;
}

function noteSeen(viewer: Viewer): void {
  viewer.seenAtUs = machineNowUs();
  expected.left -= 1;
  if (expected.left === 0) tell({ type: 'seen', tag: expected.tag, atUs: viewers.map(({ seenAtUs }) => seenAtUs) });
}

function expectTag({ feed, tag }: Extract<ToViewers, { type: 'expect' }>): void {
  for (const viewer of viewers) viewer.seenAtUs = 0;
  expected = { feed, tag, left: viewers.length };
}

function count(isOn: boolean): void {
  if (!isOn) tell({ type: 'counted', counts });
  isCounting = isOn;
  counts = { packets: 0, lost: 0, delays: new Array<number>(DELAY_BUCKETS).fill(0) };
  for (const { last } of viewers) last.clear();
}

process.on('message', (message: ToViewers) => {
  if (message.type === 'watch') void watchAll(message);
  else if (message.type === 'return') void returnSome(message);
  else if (message.type === 'count') count(message.isOn);
  else expectTag(message);
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
