import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vp8Payload } from '../peers/synthetic-camera.ts';
import { isVp8KeyframeStart } from './vp8.ts';

const isStart = (...bytes: number[]): boolean => isVp8KeyframeStart(Buffer.from(bytes), 0, bytes.length);

describe('VP8 payloads', () => {
  it('[MEDIA-22] knows the first packet of a keyframe with every kind of descriptor', () => {
    expect(isStart(0x10, 0x10)).toBe(true);
    expect(isStart(0x90, 0x80, 0x7f, 0x10)).toBe(true);
    expect(isStart(0x90, 0x80, 0x80, 0x01, 0x10)).toBe(true);
    expect(isStart(0x90, 0xe0, 0x80, 0x01, 0x05, 0x40, 0x10)).toBe(true);
    expect(isStart(0x90, 0x10, 0x05, 0x10)).toBe(true);
  });

  it('[MEDIA-22] takes nothing else for one', () => {
    expect(isStart(0x10, 0x11)).toBe(false);
    expect(isStart(0x00, 0x10)).toBe(false);
    expect(isStart(0x11, 0x10)).toBe(false);
    expect(isStart(0x90, 0x80, 0x80)).toBe(false);
    expect(isStart()).toBe(false);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => typeof isStart(...bytes) === 'boolean'));
  });

  it('[MEDIA-22] agrees with the synthetic camera', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 0x7fff }), (isFirst, isKeyframe, pictureId) => {
        const payload = vp8Payload({ tag: 1, payloadBytes: 40, isFirst, isKeyframe, pictureId });
        expect(isVp8KeyframeStart(payload, 0, payload.length)).toBe(isFirst && isKeyframe);
      }),
    );
  });
});
