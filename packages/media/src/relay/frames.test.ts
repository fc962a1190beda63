import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, messageFrame, packetFrame, type RelayNotice } from './frames.ts';

const packets = fc.record({
  bytes: fc.uint8Array({ minLength: 12, maxLength: 1500 }).map((bytes) => Buffer.from(bytes)),
  sequenceNumber: fc.nat(0xffff),
  timestamp: fc.nat(0xffffffff),
  marker: fc.boolean(),
  startsKeyframe: fc.boolean(),
});
const notice: RelayNotice = { type: 'gone', session: 'một phiên', endpoint: 'site-a' };

describe('relay frames', () => {
  it('[MEDIA-56] what goes in comes out, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(0xffff), packets), { maxLength: 8 }), fc.integer({ min: 1, max: 2000 }), (sent, cutBytes) => {
        const stream = Buffer.concat([
          messageFrame(notice),
          ...sent.map(([number, packet]) => packetFrame(number, packet)),
          messageFrame(notice),
        ]);
        const reader = new FrameReader<RelayNotice>();
        const read = [];
        for (let at = 0; at < stream.length; at += cutBytes) read.push(...reader.read(stream.subarray(at, at + cutBytes)));
        expect(read).toEqual([{ message: notice }, ...sent.map(([number, packet]) => ({ number, packet })), { message: notice }]);
      }),
      { seed: 20261123 },
    );
  });

  it('[MEDIA-56] what is no frame ends the link', () => {
    for (const bytes of ['ffffffff00', '0000000203aabb', '0000000201aabb', '00000001007b'])
      expect(() => new FrameReader().read(Buffer.from(bytes, 'hex'))).toThrow();
  });
});
