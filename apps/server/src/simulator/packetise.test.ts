import { describe, expect, test } from 'vitest';
import { nextPictureId, rtpTimestamp, VIDEO_CLOCK_HZ, vp8Payloads } from './packetise.ts';

const frameOf = (bytes: number) => Buffer.from(Array.from({ length: bytes }, (_, index) => index & 0xff));

describe('packetising VP8', () => {
  test('[SIM-2] a frame longer than a packet is cut, and its pieces put together are the frame', () => {
    const frame = frameOf(3_000);
    const payloads = vp8Payloads(frame, 5);
    expect(payloads.map((payload) => payload.length)).toEqual([1154, 1154, 704]);
    expect(Buffer.concat(payloads.map((payload) => payload.subarray(4)))).toEqual(frame);
  });

  test('[SIM-2] only the first piece starts a partition, and every piece carries the picture id', () => {
    const payloads = vp8Payloads(frameOf(2_000), 0x1234);
    expect(payloads.map((payload) => payload.readUInt8(0))).toEqual([0x90, 0x80]);
    expect(payloads.map((payload) => payload.readUInt8(1))).toEqual([0x80, 0x80]);
    expect(payloads.map((payload) => payload.readUInt16BE(2))).toEqual([0x9234, 0x9234]);
  });

  test('[SIM-2] the picture id wraps after 15 bits', () => {
    expect([nextPictureId(0), nextPictureId(0x7fff)]).toEqual([1, 0]);
  });

  test('[SIM-2] timestamps follow the clock and wrap after 32 bits', () => {
    expect(rtpTimestamp({ atMs: 1_040, originMs: 1_000 }, VIDEO_CLOCK_HZ, 0)).toBe(3_600);
    expect(rtpTimestamp({ atMs: 1_040, originMs: 1_000 }, VIDEO_CLOCK_HZ, 0xffffffff)).toBe(3_599);
  });
});
