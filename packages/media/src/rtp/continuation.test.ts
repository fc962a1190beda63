import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContinuation, isOlder, join, rewrite } from './continuation.ts';

const SSRC = 0xcafe;

interface Sent {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
}

function send(out: ReturnType<typeof createContinuation>, sequenceNumber: number, timestamp: number, nowMs: number): Sent | null {
  const packet = Buffer.alloc(12, 0x80);
  if (!rewrite(out, packet, { sequenceNumber, timestamp }, nowMs)) return null;
  return { sequence: packet.readUInt16BE(2), timestamp: packet.readUInt32BE(4), ssrc: packet.readUInt32BE(8) };
}

describe('one outgoing stream of many sources', () => {
  it('[MEDIA-23] has no gap in its sequence and runs forward in time over any number of switches', () => {
    const source = fc.record({
      sequence: fc.nat(0xffff),
      timestamp: fc.nat(0xffffffff),
      frames: fc.integer({ min: 1, max: 40 }),
      pauseMs: fc.nat(3000),
    });
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 8 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (sources, seed) => {
        const out = createContinuation(SSRC, 90_000, () => seed);
        const sent: Sent[] = [];
        let nowMs = 1_000_000;
        for (const { sequence, timestamp, frames, pauseMs } of sources) {
          nowMs += pauseMs;
          join(out, sequence, timestamp, nowMs);
          for (let frame = 0; frame < frames; frame += 1, nowMs += 40) {
            sent.push(send(out, (sequence + frame) & 0xffff, (timestamp + frame * 3600) >>> 0, nowMs)!);
          }
        }
        sent.slice(1).forEach((packet, index) => {
          const before = sent[index]!;
          expect(packet.sequence).toBe((before.sequence + 1) & 0xffff);
          expect((packet.timestamp - before.timestamp) >>> 0).toBeGreaterThan(0);
          expect((packet.timestamp - before.timestamp) >>> 0).toBeLessThanOrEqual((3000 + 40) * 90);
          expect(packet.ssrc).toBe(SSRC);
        });
      }),
    );
  });

  it('[MEDIA-23] advances the timestamp over a switch by the time that passed', () => {
    const out = createContinuation(SSRC, 90_000);
    join(out, 100, 5000, 1000);
    const before = send(out, 100, 5000, 1000)!;
    join(out, 9, 77, 1500);
    const after = send(out, 9, 77, 1500)!;
    expect((after.timestamp - before.timestamp) >>> 0).toBe(45_000);
  });

  it('[MEDIA-23] keeps the order of packets that overtook each other and drops those from before the switch', () => {
    const out = createContinuation(SSRC, 90_000);
    join(out, 0xfffe, 0, 1000);
    const first = send(out, 0xfffe, 0, 1000)!;
    const third = send(out, 0, 0, 1001)!;
    const second = send(out, 0xffff, 0, 1002)!;
    expect([second.sequence, third.sequence]).toEqual([(first.sequence + 1) & 0xffff, (first.sequence + 2) & 0xffff]);
    expect(send(out, 0xfffd, 0, 1003)).toBe(null);
  });

  it('[MEDIA-23] compares sequence numbers over the turn', () => {
    expect(isOlder(0xffff, 0)).toBe(true);
    expect(isOlder(0, 0xffff)).toBe(false);
    expect(isOlder(5, 5)).toBe(false);
  });
});
