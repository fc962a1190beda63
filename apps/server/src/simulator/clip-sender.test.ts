import { createSfu, type MediaPlane } from '@diemcau/media';
import { WhepPeer, WhipPeer } from '@diemcau/media/peers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadClips, type Clip } from './clip.ts';
import { ClipSender } from './clip-sender.ts';
import { Pacer } from './pacer.ts';
import { createRandom } from './random.ts';

const RTP_HEADER_BYTES = 12;

let plane: MediaPlane;
let clip: Clip;
const pacer = new Pacer();
const random = createRandom(1);

beforeAll(async () => {
  plane = await createSfu({ port: 0, bindAddress: '127.0.0.1', maxSessions: 8, log: () => undefined });
  clip = (await loadClips())[1]!;
  await plane.setBus({ bus: 'floor', source: 'room', audio: true, revision: 1 });
});
afterAll(async () => {
  pacer.close();
  await plane.close();
});

async function publish(sender: ClipSender): Promise<WhipPeer> {
  const peer = new WhipPeer({ tracks: ['audio', 'main', 'thumb'] });
  const { sdp } = await plane.publish({ endpoint: 'room', sdp: await peer.offer() });
  peer.answer(sdp);
  sender.use(peer);
  return peer;
}

async function watch(): Promise<WhepPeer> {
  const peer = new WhepPeer({ audioSections: 1, videoSections: 1 });
  const feeds = [{ name: 'floor', bus: 'floor', audio: true }];
  const { sdp } = await plane.subscribe({ sdp: await peer.offer(), feeds, ownEndpoints: [], label: 'viewer' });
  peer.answer(sdp);
  return peer;
}

/** Puts the payloads of one picture together again. */
function nextPicture(viewer: WhepPeer, after: (frame: Buffer) => boolean = () => true): Promise<Buffer> {
  const pieces: Buffer[] = [];
  return new Promise((resolve) => {
    const stop = viewer.onPacket((_feed, kind, packet) => {
      if (kind !== 'video') return;
      const payload = packet.subarray(RTP_HEADER_BYTES);
      if ((payload.readUInt8(0) & 0x10) !== 0) pieces.length = 0;
      pieces.push(payload.subarray(4));
      const isLast = (packet.readUInt8(1) & 0x80) !== 0;
      if (!isLast || !after(Buffer.concat(pieces))) return;
      stop();
      resolve(Buffer.concat(pieces));
    });
  });
}

const isKeyframe = (frame: Buffer) => (frame.readUInt8(0) & 1) === 0;

test('[SIM-4] through a real media plane a viewer gets the clip, and a keyframe within 40 ms of asking', { timeout: 20_000 }, async () => {
  const asked: string[] = [];
  const sender = new ClipSender(clip, { pacer, random: random.next, onKeyframe: (track) => asked.push(track) });
  sender.choose({ main: true, thumb: false });
  const publisher = await publish(sender);
  const viewer = await watch();

  const first = await nextPicture(viewer, isKeyframe);
  expect(clip.main.frames.some((frame) => frame.equals(first))).toBe(true);

  asked.length = 0;
  const waits: number[] = [];
  publisher.onKeyframeRequest(() => waits.push(performance.now()));
  // The plane passes on at most one request each 500 ms, and none while a keyframe is on its way: ask until it does.
  const asking = setInterval(() => waits.length === 0 && viewer.requestKeyframe('floor'), 200);
  await nextPicture(viewer, (frame) => isKeyframe(frame) && waits.length > 0);
  // 40 ms for the room; 30 more for two processes' worth of work on a busy machine.
  expect(performance.now() - waits[0]!).toBeLessThan(40 + 30);
  clearInterval(asking);
  expect(asked[0]).toBe('main');

  sender.close();
  expect(sender.choice).toEqual({ main: false, thumb: false });
  publisher.close();
  viewer.close();
});

test('[SIM-11] what a room sends is measured, and silence when it sends nothing', async () => {
  const sender = new ClipSender(clip, { pacer, random: random.next, onKeyframe: () => undefined });
  expect(sender.takeMeasures()).toEqual({ bytes: 0, loudestDbov: null });
  sender.choose({ main: true, thumb: true });
  const publisher = await publish(sender);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const { bytes, loudestDbov } = sender.takeMeasures();
  expect(bytes).toBeGreaterThan(20_000);
  expect(loudestDbov).toBeLessThan(60);
  sender.choose({ main: false, thumb: false });
  sender.takeMeasures();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(sender.takeMeasures()).toEqual({ bytes: 0, loudestDbov: null });
  sender.close();
  publisher.close();
});
