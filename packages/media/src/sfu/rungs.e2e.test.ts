import { afterEach, describe, expect, it } from 'vitest';
import { watch } from '../contract-room.ts';
import type { Feed, MediaPlane } from '../media-plane.ts';
import { LossyRelay } from '../peers/lossy-relay.ts';
import { SyntheticCamera, SyntheticMicrophone, tagOf } from '../peers/synthetic-camera.ts';
import { WhepPeer } from '../peers/whep-peer.ts';
import { WhipPeer } from '../peers/whip-peer.ts';
import { createSfu } from './create-sfu.ts';

const FLOOR: Feed = { name: 'floor', bus: 'floor-1', audio: true };
const [MAIN_TAG, THUMB_TAG] = [1, 2];
/** Three bad seconds or ten good ones, and the second in which they are noticed. */
const STEP = { timeout: 15_000, interval: 100 };

describe('rungs of a viewer', { timeout: 60_000 }, () => {
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function onTheAir(plane: MediaPlane): Promise<void> {
    const peer = new WhipPeer({ tracks: ['audio', 'main', 'thumb'] });
    peer.answer((await plane.publish({ endpoint: 'a', sdp: await peer.offer() })).sdp);
    const sources = [
      new SyntheticCamera(peer, { tag: MAIN_TAG, track: 'main', framesPerSecond: 25, packetsPerFrame: 2, payloadBytes: 300 }),
      new SyntheticCamera(peer, { tag: THUMB_TAG, track: 'thumb', framesPerSecond: 10, packetsPerFrame: 1, payloadBytes: 300 }),
      new SyntheticMicrophone(peer, { tag: MAIN_TAG, levelDbov: 30 }),
    ];
    closers.push(() => peer.close(), ...sources.map((source) => () => source.close()));
    await plane.setBus({ bus: 'floor-1', source: 'a', audio: true, revision: 1 });
  }

  it('[NET-5] sends a viewer on a bad line the thumbnail, then sound only, and the picture again when the line is good', async () => {
    const plane = await createSfu({ port: 0, bindAddress: '127.0.0.1', maxSessions: 10, log: () => undefined });
    closers.push(() => plane.close());
    const witness = watch(plane);
    await onTheAir(plane);
    const relay = await LossyRelay.open(4);
    closers.push(() => relay.close());
    const peer = new WhepPeer({ audioSections: 1, videoSections: 1 });
    closers.push(() => peer.close());
    const [pictures, sounds]: [Buffer[], Buffer[]] = [[], []];
    peer.onPacket((_feed, kind, packet) => (kind === 'video' ? pictures : sounds).push(packet));
    const { sdp } = await plane.subscribe({ sdp: await peer.offer(), feeds: [FLOOR], ownEndpoints: [], label: 'viewer' });
    peer.answer(relay.lead(sdp));
    const rung = (): string | undefined =>
      witness.events.flatMap((event) => (event.type === 'stats' ? event.sessions : [])).findLast((one) => one.label === 'viewer')?.rung;

    await expect.poll(() => pictures.at(-1) && tagOf(pictures.at(-1)!), STEP).toBe(MAIN_TAG);
    await expect.poll(rung, STEP).toBe('small');
    expect(witness.events.findLast((event) => event.type === 'watched')).toMatchObject({ endpoint: 'a', viewers: 1 });
    await expect.poll(() => tagOf(pictures.at(-1)!), STEP).toBe(THUMB_TAG);

    // Every other packet: far past the bound, so that a busy second does not decide.
    relay.loseEach = 2;
    await expect.poll(rung, STEP).toBe('audio');
    expect(witness.events.findLast((event) => event.type === 'watched')).toMatchObject({ endpoint: 'a', viewers: 0 });
    const [picturesThen, soundsThen] = [pictures.length, sounds.length];
    await expect.poll(() => sounds.length, STEP).toBeGreaterThan(soundsThen + 20);
    expect(pictures.length - picturesThen).toBeLessThan(5);

    relay.loseEach = 0;
    await expect.poll(rung, STEP).toBe('small');
    await expect.poll(rung, STEP).toBe('full');
    await expect.poll(() => tagOf(pictures.at(-1)!), STEP).toBe(MAIN_TAG);
    expect(new Set(pictures.map((packet) => packet.readUInt32BE(8))).size).toBe(1);
  });
});
