import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ntpMiddle, readRtcp, roundTripMs, writeFeedback } from './rtcp.ts';

describe('RTCP', () => {
  it('[MEDIA-26] reads back what it writes', () => {
    const block = { ssrc: 9, fractionLost: 12, packetsLost: 345, highestSequence: 0x10002, jitter: 6, lastReport: 7, sinceLastReport: 8 };
    const packet = writeFeedback(1, {
      blocks: [block],
      keyframeOf: 9,
      missing: { mediaSsrc: 9, sequences: [0xffff, 0, 16, 17, 400] },
      bitrateMax: { mediaSsrcs: [9, 10], bitrateBps: 2_770_000 },
      referenceNtpMiddle: 5,
    });
    const parts = readRtcp(packet);
    expect(parts).toContainEqual({ type: 'report-block', block });
    expect(parts).toContainEqual({ type: 'keyframe-request', mediaSsrc: 9 });
    expect(parts).toContainEqual({ type: 'missing', mediaSsrc: 9, sequences: [0xffff, 0, 16, 17, 400] });
    const bitrate = parts.find((part) => part.type === 'bitrate-max');
    expect(bitrate?.bitrateBps).toBeGreaterThan(2_760_000);
    expect(bitrate?.bitrateBps).toBeLessThanOrEqual(2_770_000);
  });

  it('[MEDIA-26] asks for exactly the missing packets', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.uniqueArray(fc.nat(300), { minLength: 1, maxLength: 60 }), (first, offsets) => {
        const sequences = offsets.sort((a, b) => a - b).map((offset) => (first + offset) & 0xffff);
        const [part] = readRtcp(writeFeedback(1, { missing: { mediaSsrc: 2, sequences } })).filter((one) => one.type === 'missing');
        expect(part?.sequences).toEqual(sequences);
      }),
    );
  });

  it('[MEDIA-26] takes the round trip from an echo', () => {
    const sentAtMs = 1_790_000_000_000;
    const heldUnits = 65536 / 10;
    expect(roundTripMs(sentAtMs + 150, ntpMiddle(sentAtMs), heldUnits)).toBeCloseTo(50, 0);
    expect(roundTripMs(sentAtMs, 0, 0)).toBe(undefined);
  });

  it('[MEDIA-26] reads any bytes without harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(200, 201, 205, 206, 207), (bytes, type) => {
        const packet = Buffer.from(bytes);
        readRtcp(packet);
        if (packet.length < 4) return;
        packet.writeUInt8(0x80 | (packet.readUInt8(0) & 0x1f), 0);
        packet.writeUInt8(type, 1);
        packet.writeUInt16BE(Math.floor(packet.length / 4) - 1, 2);
        readRtcp(packet);
      }),
      { numRuns: 500 },
    );
  });
});
