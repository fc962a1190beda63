import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { pause, until, watch } from '../contract-room.ts';
import { STALL_MS } from '../ladder/ladder.ts';
import { MediaFault, type Feed, type MediaPlane, type SessionStats } from '../media-plane.ts';
import { LossyRelay } from '../peers/lossy-relay.ts';
import { SyntheticCamera, SyntheticMicrophone, tagOf, vp8Payload } from '../peers/synthetic-camera.ts';
import { WhepPeer, type WhepPeerOptions } from '../peers/whep-peer.ts';
import { WhipPeer, type WhipPeerOptions } from '../peers/whip-peer.ts';
import { isH264KeyframeStart } from '../rtp/h264.ts';
import { createSfu } from './create-sfu.ts';

const FLOOR: Feed = { name: 'floor', bus: 'floor-1', audio: true };
/** The way of an answer to its peer: over a bad line, or this. */
const straight = (answer: string): string => answer;
const ANY: Partial<WhepPeerOptions> = {};

describe('packets through the SFU', { timeout: 30_000 }, () => {
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function openPlane(log: (message: string) => void = () => undefined): Promise<MediaPlane> {
    const plane = await createSfu({ port: 0, bindAddress: '127.0.0.1', maxSessions: 20, log: (_level, message) => log(message) });
    closers.push(() => plane.close());
    return plane;
  }

  async function publish(plane: MediaPlane, endpoint: string, options: Partial<WhipPeerOptions> = {}, lead = straight): Promise<WhipPeer> {
    const peer = new WhipPeer({ tracks: ['audio', 'main', 'thumb'], ...options });
    closers.push(() => peer.close());
    peer.answer(lead((await plane.publish({ endpoint, sdp: await peer.offer() })).sdp));
    await until('publisher open', () => peer.isOpen);
    return peer;
  }

  function camera(peer: WhipPeer, tag: number): SyntheticCamera {
    const own = new SyntheticCamera(peer, { tag, track: 'main', framesPerSecond: 25, packetsPerFrame: 3, payloadBytes: 800 });
    closers.push(() => own.close());
    return own;
  }

  async function view(plane: MediaPlane, options = ANY, lead = straight): Promise<{ peer: WhepPeer; packets: Buffer[]; audio: Buffer[] }> {
    const peer = new WhepPeer({ audioSections: 1, videoSections: 1, ...options });
    closers.push(() => peer.close());
    const [packets, audio]: [Buffer[], Buffer[]] = [[], []];
    peer.onPacket((_feed, kind, packet) => (kind === 'video' ? packets : audio).push(packet));
    peer.answer(lead((await plane.subscribe({ sdp: await peer.offer(), feeds: [FLOOR], ownEndpoints: [], label: 'viewer' })).sdp));
    return { peer, packets, audio };
  }

  it('[MEDIA-23] has on the wire one SSRC, no gap and no header extension over several switches', async () => {
    const plane = await openPlane();
    for (const [index, endpoint] of ['a', 'b'].entries()) {
      const peer = await publish(plane, endpoint);
      camera(peer, index + 1);
      const microphone = new SyntheticMicrophone(peer, { tag: index + 1, levelDbov: 20 });
      closers.push(() => microphone.close());
    }
    const { packets, audio } = await view(plane);
    for (let revision = 1; revision <= 6; revision += 1) {
      await plane.setBus({ bus: 'floor-1', source: revision % 2 ? 'a' : 'b', audio: true, revision });
      await until('the new picture', () => packets.length > 0 && tagOf(packets.at(-1)!) === (revision % 2 ? 1 : 2));
      await pause(150);
    }
    for (const stream of [packets, audio]) {
      expect(new Set(stream.map((packet) => packet.readUInt32BE(8))).size).toBe(1);
      expect(stream.every((packet) => packet.readUInt8(0) === 0x80)).toBe(true);
      const steps = stream.slice(1).map((packet, index) => (packet.readUInt16BE(2) - stream[index]!.readUInt16BE(2)) & 0xffff);
      expect(steps.every((step) => step === 1)).toBe(true);
    }
  });

  it('[MEDIA-33] lets every offerer number the codecs as it likes', async () => {
    const plane = await openPlane();
    camera(await publish(plane, 'a', { payloadTypes: { vp8: 101, opus: 102 } }), 1);
    await plane.setBus({ bus: 'floor-1', source: 'a', audio: true, revision: 1 });
    const usual = await view(plane);
    const other = await view(plane, { payloadTypes: { vp8: 120, opus: 109 } });
    await until('packets at both', () => usual.packets.length > 10 && other.packets.length > 10);
    expect(new Set(usual.packets.map((packet) => packet.readUInt8(1) & 0x7f))).toEqual(new Set([96]));
    expect(new Set(other.packets.map((packet) => packet.readUInt8(1) & 0x7f))).toEqual(new Set([120]));
    expect(usual.packets.some((packet) => packet.readUInt8(1) & 0x80)).toBe(true);
  });

  it('[MEDIA-57] a source that feeds two buses is whole on both, as the hall is that holds the floor', async () => {
    const plane = await openPlane();
    camera(await publish(plane, 'hall'), 1);
    const buses = ['hall-1', 'floor-1'];
    for (const bus of buses) await plane.setBus({ bus, source: 'hall', audio: true, revision: 1 });
    const peer = new WhepPeer({ audioSections: 0, videoSections: 2 });
    closers.push(() => peer.close());
    const seen = new Map<string, Buffer[]>(buses.map((bus) => [bus, []]));
    peer.onPacket((feed, _kind, packet) => seen.get(feed)?.push(packet));
    const feeds = buses.map((bus) => ({ name: bus, bus, audio: false }));
    peer.answer((await plane.subscribe({ sdp: await peer.offer(), feeds, ownEndpoints: [], label: 'viewer' })).sdp);
    await until('both', () => buses.every((bus) => seen.get(bus)!.length > 60));
    for (const bus of buses) {
      const packets = seen.get(bus)!;
      expect(new Set(packets.map((packet) => packet.readUInt32BE(8))).size).toBe(1);
      expect(isWhole(packets)).toBe(true);
    }
  });

  it('[MEDIA-47] changes the codec of a bus at a switch, on one stream, with the numbers of each viewer', async () => {
    const plane = await openPlane();
    camera(await publish(plane, 'a'), 1);
    camera(await publish(plane, 'b', { videoCodec: 'h264', payloadTypes: { h264: 100 } }), 2);
    const { packets } = await view(plane, { payloadTypes: { vp8: 120, h264: 121, opus: 109 } });
    for (let revision = 1; revision <= 4; revision += 1) {
      const tag = revision % 2 ? 1 : 2;
      await plane.setBus({ bus: 'floor-1', source: tag === 1 ? 'a' : 'b', audio: true, revision });
      await until('the new picture', () => packets.length > 0 && tagOf(packets.at(-1)!) === tag);
      await pause(150);
    }
    for (const packet of packets) expect(packet.readUInt8(1) & 0x7f).toBe(tagOf(packet) === 1 ? 120 : 121);
    expect(new Set(packets.map((packet) => packet.readUInt32BE(8))).size).toBe(1);
    const steps = packets.slice(1).map((packet, index) => (packet.readUInt16BE(2) - packets[index]!.readUInt16BE(2)) & 0xffff);
    expect(steps.every((step) => step === 1)).toBe(true);
    const firstOfB = packets.find((packet) => tagOf(packet) === 2)!;
    expect(isH264KeyframeStart(firstOfB, 12, firstOfB.length)).toBe(true);
  });

  it('[MEDIA-48] leaves a viewer without the codec its last picture and says so in the statistics', async () => {
    const plane = await openPlane();
    camera(await publish(plane, 'a'), 1);
    camera(await publish(plane, 'b', { videoCodec: 'h264' }), 2);
    await plane.setBus({ bus: 'floor-1', source: 'a', audio: true, revision: 1 });
    const [old, both] = [await view(plane, { payloadTypes: { vp8: 96, opus: 111 } }), await view(plane)];
    await until('the first picture', () => old.packets.length > 10 && both.packets.length > 10);
    const witness = watch(plane);
    closers.push(witness.stop);
    const unshown = (): (readonly string[])[] =>
      witness.events
        .flatMap((event) => (event.type === 'stats' ? event.sessions.flatMap((one) => one.unshownFeeds ?? []) : []))
        .map((name) => [name]);
    await plane.setBus({ bus: 'floor-1', source: 'b', audio: true, revision: 2 });
    await until('the new picture', () => tagOf(both.packets.at(-1)!) === 2);
    await until('told', () => unshown().length > 0);
    expect(unshown()[0]).toEqual(['floor']);
    expect(old.packets.every((packet) => tagOf(packet) === 1)).toBe(true);
    await plane.setBus({ bus: 'floor-1', source: 'a', audio: true, revision: 3 });
    const before = old.packets.length;
    await until('the picture back', () => old.packets.length > before + 10);
  });

  it('[MEDIA-24] asks the publisher for what was lost on the way', async () => {
    const plane = await openPlane();
    const peer = await publish(plane, 'a');
    const asked: number[] = [];
    peer.onFeedback((track, part) => {
      if (track === 'main' && part.type === 'missing') asked.push(...part.sequences);
    });
    const payload = (pictureId: number): Buffer =>
      vp8Payload({ tag: 1, pictureId, isFirst: true, isKeyframe: pictureId === 0, payloadBytes: 50 });
    for (let frame = 0; frame < 10; frame += 1) {
      peer.sendVideo(payload(frame), { timestamp: frame * 3000, marker: true });
      if (frame === 5) peer.skipSequence('main');
    }
    await until('a repair request', () => asked.length > 0);
    expect(new Set(asked).size).toBe(1);
  });

  /** Whether every sequence number between the first and the 20th from the end arrived, in whatever order. */
  function isWhole(packets: readonly Buffer[]): boolean {
    const first = packets[0]!.readUInt16BE(2);
    const distances = new Set(packets.map((packet) => (packet.readUInt16BE(2) - first) & 0xffff));
    return Array.from({ length: Math.max(...distances) - 20 }, (_, distance) => distance).every((distance) => distances.has(distance));
  }

  it('[MEDIA-24] repairs what is lost between a publisher and the plane, so that no viewer misses it', async () => {
    const plane = await openPlane();
    const relay = await LossyRelay.open(15);
    closers.push(() => relay.close());
    camera(await publish(plane, 'a', {}, (answer) => relay.lead(answer)), 1);
    await plane.setBus({ bus: 'floor-1', source: 'a', audio: true, revision: 1 });
    const { packets } = await view(plane);
    await until('300 packets', () => packets.length > 300);
    expect(relay.lostPackets).toBeGreaterThan(10);
    expect(isWhole(packets)).toBe(true);
  });

  it('[MEDIA-37] sends a viewer again the picture packets it lost', async () => {
    const plane = await openPlane();
    const relay = await LossyRelay.open(15);
    closers.push(() => relay.close());
    camera(await publish(plane, 'a'), 1);
    await plane.setBus({ bus: 'floor-1', source: 'a', audio: true, revision: 1 });
    const { packets } = await view(plane, ANY, (answer) => relay.lead(answer));
    await until('300 packets', () => packets.length > 300);
    expect(relay.lostPackets).toBeGreaterThan(10);
    expect(isWhole(packets)).toBe(true);
  });

  it('[MEDIA-31] asks for a keyframe when a viewer comes and when its decoder asks, and coalesces the requests', async () => {
    const plane = await openPlane();
    const own = camera(await publish(plane, 'a'), 1);
    await plane.setBus({ bus: 'floor-1', source: 'a', audio: true, revision: 1 });
    const { peer, packets } = await view(plane);
    await until('a picture', () => packets.length > 10);
    await pause(600);
    const before = own.keyframes;
    for (let request = 0; request < 20; request += 1) peer.requestKeyframe('floor');
    await until('a keyframe', () => own.keyframes > before);
    await pause(700);
    expect(own.keyframes - before).toBeLessThanOrEqual(2);
  });

  it('[MEDIA-34] tells a publisher at once and each second what it may send', async () => {
    const plane = await openPlane();
    const peer = await publish(plane, 'a');
    const granted: number[] = [];
    peer.onFeedback((track, part) => {
      if (track === 'main' && part.type === 'bitrate-max') granted.push(part.bitrateBps);
    });
    await until('a bitrate', () => granted.length >= 2);
    expect(granted[0]).toBeGreaterThan(2_500_000);
  });

  it('[NET-9] allows a publisher on a bad line less, and tells so', async () => {
    const plane = await openPlane();
    const relay = await LossyRelay.open(0);
    closers.push(() => relay.close());
    const peer = await publish(plane, 'a', {}, (answer) => relay.lead(answer));
    camera(peer, 1);
    const granted: number[] = [];
    peer.onFeedback((track, part) => {
      if (track === 'main' && part.type === 'bitrate-max') granted.push(part.bitrateBps);
    });
    const witness = watch(plane);
    closers.push(witness.stop);
    await until('everything', () => (granted.at(-1) ?? 0) > 2_500_000);
    relay.loseEach = 2;
    await until('less', () => (granted.at(-1) ?? Infinity) < 300_000);
    const stats = witness.events.flatMap((event) => (event.type === 'stats' ? event.sessions : [])).at(-1);
    expect(stats).toMatchObject({ role: 'publish', rung: expect.not.stringMatching('full') as unknown });
  });

  it('[NET-12] takes nothing from a publisher for a second in which this process stood still', async () => {
    const plane = await openPlane();
    const relay = await LossyRelay.open(0);
    closers.push(() => relay.close());
    camera(await publish(plane, 'a', {}, (answer) => relay.lead(answer)), 1);
    const seconds: SessionStats[] = [];
    closers.push(plane.listen((event) => event.type === 'stats' && seconds.push(...event.sessions)));
    const afterOneMore = async (): Promise<SessionStats> => {
      const before = seconds.length;
      await until('another second', () => seconds.length > before);
      return seconds[before]!;
    };
    await until('a second of packets', () => (seconds.at(-1)?.bitratesBps.main ?? 0) > 300_000);
    // Half of the packets are lost, and in the same second nothing runs here for longer than a tick may be late.
    relay.loseEach = 2;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STALL_MS + 200);
    const stalled = await afterOneMore();
    relay.loseEach = 0;
    expect(stalled.lossRatio).toBeGreaterThan(0.4);
    expect([stalled.rung, stalled.rttMs, (await afterOneMore()).rung]).toEqual(['full', undefined, 'full']);
    relay.loseEach = 2;
    await until('less', () => seconds.at(-1)?.rung !== 'full');
  });

  it('[MEDIA-35] reports bitrates by track, loss, round trip and level each second', async () => {
    const plane = await openPlane();
    const peer = await publish(plane, 'a');
    camera(peer, 1);
    const microphone = new SyntheticMicrophone(peer, { tag: 1, levelDbov: 33 });
    closers.push(() => microphone.close());
    await plane.setBus({ bus: 'floor-1', source: 'a', audio: true, revision: 1 });
    await view(plane);
    const witness = watch(plane);
    closers.push(witness.stop);
    const last = (role: string): SessionStats | undefined =>
      witness.events.flatMap((event) => (event.type === 'stats' ? event.sessions : [])).findLast((session) => session.role === role);
    await until(
      'full figures',
      () => last('subscribe')?.rttMs !== undefined && (last('publish')?.bitratesBps.main ?? 0) > 300_000,
      () => [last('publish'), last('subscribe')],
    );
    expect(last('publish')).toMatchObject({ label: 'a', lossRatio: 0, audioLevelDbov: 33 });
    expect(last('subscribe')).toMatchObject({ label: 'viewer', lossRatio: 0 });
    expect(last('subscribe')?.bitratesBps.program).toBeGreaterThan(300_000);
  });

  it('[MEDIA-39] says when it is opened that its port is taken', async () => {
    const stranger = createSocket('udp4');
    closers.push(() => stranger.close());
    await new Promise<void>((resolve) => stranger.bind(0, '127.0.0.1', resolve));
    const options = { port: stranger.address().port, bindAddress: '127.0.0.1', maxSessions: 1, log: () => undefined };
    await expect(createSfu(options)).rejects.toThrow('EADDRINUSE');
  });

  it('[MEDIA-36] tells that a source stalled after 2 s without packets', async () => {
    const plane = await openPlane();
    const witness = watch(plane);
    const own = camera(await publish(plane, 'a'), 1);
    await until('flowing', () => witness.events.some((event) => event.type === 'source-flowing'));
    own.close();
    const stoppedAtMs = Date.now();
    await until('stalled', () => witness.events.some((event) => event.type === 'source-stalled'));
    expect(Date.now() - stoppedAtMs).toBeGreaterThan(1800);
  });

  it('[MEDIA-52] goes on under a flood of noise on its port', async () => {
    const plane = await openPlane();
    camera(await publish(plane, 'a'), 1);
    await plane.setBus({ bus: 'floor-1', source: 'a', audio: true, revision: 1 });
    let port = 0;
    const { packets } = await view(plane, ANY, (answer) => {
      port = Number(/ (\d+) typ host/.exec(answer)?.[1]);
      return answer;
    });
    await until('a picture', () => packets.length > 10);
    const stranger = createSocket('udp4');
    closers.push(() => stranger.close());
    // First bytes of STUN, DTLS, RTP and of nothing (RFC 7983 §7).
    const noise = [0, 1, 20, 22, 63, 128, 144, 200, 255].map((first) => Buffer.concat([Buffer.from([first]), randomBytes(300)]));
    for (let round = 0; round < 200; round += 1) {
      for (const one of noise) stranger.send(one, port, '127.0.0.1');
      if (round % 10 === 0) await pause(5);
    }
    const before = packets.length;
    await until('the picture goes on', () => packets.length > before + 30);
    const steps = packets.slice(1).map((packet, index) => (packet.readUInt16BE(2) - packets[index]!.readUInt16BE(2)) & 0xffff);
    expect(steps.filter((step) => step > 200)).toEqual([]);
  });

  it('[MEDIA-28] survives hostile offers and packets', async () => {
    const plane = await openPlane();
    const peer = await publish(plane, 'a');
    const offerer = new WhipPeer({ tracks: ['audio', 'main', 'thumb'] });
    closers.push(() => offerer.close());
    const honest = (await offerer.offer()).split('\r\n');
    await fc.assert(
      fc.asyncProperty(fc.nat(honest.length), fc.string({ unit: 'binary', maxLength: 30 }), async (at, junk) => {
        const sdp = honest.toSpliced(at, 1, junk).join('\r\n');
        const answer = await plane.publish({ endpoint: 'hostile', sdp }).catch((error: unknown) => error);
        if (answer instanceof Error) expect(answer).toBeInstanceOf(MediaFault);
        await plane.closeEndpoint('hostile');
      }),
      { numRuns: 40 },
    );
    // Padding longer than the packet, and payloads of noise; a malformed extension would not pass the sender's own SRTP.
    for (let length = 13; length < 60; length += 1) {
      peer.sendRaw('main', Buffer.concat([Buffer.from([0xa0, 96]), Buffer.alloc(length, 0xff)]));
      peer.sendVideo(Buffer.alloc(length - 13, 0xff), { timestamp: 1, marker: false });
    }
    const witness = watch(plane);
    camera(peer, 1);
    await until('still flowing', () => witness.events.some((event) => event.type === 'source-flowing'));
  });
});
