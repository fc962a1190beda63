import { describe, expect, it } from 'vitest';
import { applySetBus, createBus, endHold, isWaiting, onBusAudio, onBusVideo } from './bus.ts';
import type { MediaPacket, Source } from './publisher-session.ts';

function source(endpoint: string): Source & { asked: number } {
  const own = {
    session: `${endpoint}-session`,
    endpoint,
    name: 'main' as const,
    codec: 'vp8' as const,
    asked: 0,
    requestKeyframe: () => (own.asked += 1),
  };
  return own;
}

function packet(sequenceNumber: number, startsKeyframe = false): MediaPacket {
  return { bytes: Buffer.alloc(20, 0x80), sequenceNumber, timestamp: sequenceNumber * 3000, marker: false, startsKeyframe };
}

function busShowing(first: Source): ReturnType<typeof createBus> {
  const bus = createBus('floor', { video: 1, audio: 2 });
  applySetBus(bus, { bus: 'floor', source: first.endpoint, audio: true, revision: 1 }, 0);
  onBusVideo(bus, first, packet(1, true), 0);
  return bus;
}

describe('a bus', () => {
  it('[MEDIA-32] keeps the former picture until the first packet of a keyframe of the new one', () => {
    const [a, b] = [source('a'), source('b')];
    const bus = busShowing(a);
    applySetBus(bus, { bus: 'floor', source: 'b', audio: true, revision: 2 }, 100);
    expect(onBusVideo(bus, a, packet(2), 110)).toBe(true);
    expect(onBusVideo(bus, b, packet(50), 120)).toBe(false);
    expect(b.asked).toBe(1);
    expect(onBusVideo(bus, b, packet(51, true), 130)).toBe(true);
    expect(onBusVideo(bus, a, packet(3), 140)).toBe(false);
    expect(isWaiting(bus)).toBe(false);
  });

  it('[MEDIA-32] ends the former picture after 2 s, also when no keyframe comes', () => {
    const a = source('a');
    const bus = busShowing(a);
    applySetBus(bus, { bus: 'floor', source: 'b', audio: true, revision: 2 }, 100);
    endHold(bus, 2000);
    expect(onBusVideo(bus, a, packet(2), 2000)).toBe(true);
    endHold(bus, 2101);
    expect(onBusVideo(bus, a, packet(3), 2102)).toBe(false);
  });

  it('[MEDIA-32] switches its sound at once', () => {
    const [a, b] = [source('a'), source('b')];
    const bus = busShowing(a);
    expect(onBusAudio(bus, a, packet(1), 10)).toBe(true);
    applySetBus(bus, { bus: 'floor', source: 'b', audio: true, revision: 2 }, 100);
    expect(onBusAudio(bus, a, packet(2), 101)).toBe(false);
    expect(onBusAudio(bus, b, packet(900), 102)).toBe(true);
  });

  it('[MEDIA-6] sends the silence of a bus without sound each 400 ms, not with every packet', () => {
    const a = source('a');
    const bus = busShowing(a);
    applySetBus(bus, { bus: 'floor', source: 'a', audio: false, revision: 2 }, 0);
    const sentAtMs: number[] = [];
    for (let nowMs = 1000; nowMs < 2000; nowMs += 20) if (onBusAudio(bus, a, packet(nowMs / 20), nowMs)) sentAtMs.push(nowMs);
    expect(sentAtMs).toEqual([1000, 1400, 1800]);
  });
});
