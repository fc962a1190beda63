import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { h264Payload } from '../peers/synthetic-camera.ts';
import { isH264KeyframeStart } from './h264.ts';

const isStart = (...bytes: number[]): boolean => isH264KeyframeStart(Buffer.from(bytes), 0, bytes.length);
const SPS = [0x67, 0x42, 0xe0, 0x1f];
const PPS = [0x68, 0xce];
const AUD = [0x09, 0xf0];

function aggregate(...units: readonly number[][]): number[] {
  return [0x78, ...units.flatMap((unit) => [unit.length >> 8, unit.length & 0xff, ...unit])];
}

describe('H.264 payloads', () => {
  it('[MEDIA-46] knows the packet with the parameter set, alone, in an aggregate and as a first fragment', () => {
    expect(isStart(...SPS)).toBe(true);
    expect(isStart(...aggregate(SPS, PPS))).toBe(true);
    expect(isStart(...aggregate(AUD, SPS, PPS, [0x65, 0x88]))).toBe(true);
    expect(isStart(0x7c, 0x87, 0x42, 0xe0)).toBe(true);
  });

  it('[MEDIA-46] takes no picture, other unit, later fragment or torn aggregate for one', () => {
    expect(isStart(0x65, 0x88)).toBe(false);
    expect(isStart(0x41, 0x9a)).toBe(false);
    expect(isStart(...PPS)).toBe(false);
    expect(isStart(...aggregate(AUD, PPS))).toBe(false);
    expect(isStart(0x7c, 0x07, 0x42)).toBe(false);
    expect(isStart(0x7c, 0x85, 0x88)).toBe(false);
    expect(isStart(0x78, 0xff, 0xff, 0x67)).toBe(false);
    expect(isStart(0x78, 0, 0, 0, 0)).toBe(false);
    for (const torn of [[], [0x67], [0x78], [0x7c], [0x7c, 0x87]]) expect(isStart(...torn)).toBe(false);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => typeof isStart(...bytes) === 'boolean'));
  });

  it('[MEDIA-46] agrees with the synthetic camera', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (isFirst, isLast, isKeyframe) => {
        const payload = h264Payload({ tag: 1, payloadBytes: 40, isFirst, isLast, isKeyframe });
        expect(isH264KeyframeStart(payload, 0, payload.length)).toBe(isFirst && isKeyframe);
      }),
    );
  });
});
