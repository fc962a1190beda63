import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audioLevelDbov, bareRtp, isRtcp, parseRtp } from './rtp-packet.ts';

/** Version 2, marker, type 111, sequence 7, timestamp 9, SSRC 5. */
const HEADER = [0x80, 0xef, 0, 7, 0, 0, 0, 9, 0, 0, 0, 5];
const withFlags = (flags: number, ...rest: number[]): Buffer => Buffer.from([0x80 | flags, ...HEADER.slice(1), ...rest]);

describe('RTP packets', () => {
  it('[MEDIA-20] leaves a bare header and the payload: no extension, contributors or padding', () => {
    const extension = [0xbe, 0xde, 0, 1, 0x10, 0xaa, 0, 0];
    const packets = [
      withFlags(0, 1, 2, 3),
      withFlags(0x10, ...extension, 1, 2, 3),
      withFlags(0x01, 9, 9, 9, 9, 1, 2, 3),
      withFlags(0x20, 1, 2, 3, 0, 0, 3),
      withFlags(0x31, 9, 9, 9, 9, ...extension, 1, 2, 3, 1),
    ];
    for (const packet of packets) {
      const header = parseRtp(packet);
      expect(header).toMatchObject({ payloadType: 111, marker: true, sequenceNumber: 7, timestamp: 9, ssrc: 5 });
      expect([...bareRtp(packet, header!)]).toEqual([...HEADER, 1, 2, 3]);
    }
  });

  it('[MEDIA-20] makes a packet of padding one without payload, so that the sequence has no gap', () => {
    const packet = withFlags(0x20, 0, 0, 3);
    expect([...bareRtp(packet, parseRtp(packet)!)]).toEqual(HEADER);
  });

  it('[MEDIA-21] reads the audio level in the one-byte and the two-byte form', () => {
    const oneByte = withFlags(0x10, 0xbe, 0xde, 0, 2, 0x30, 7, 0, 0x10, 0x80 | 42, 0, 0, 0, 1);
    const twoBytes = withFlags(0x10, 0x10, 0x00, 0, 2, 3, 1, 7, 0, 1, 1, 42, 0, 1);
    expect(audioLevelDbov(oneByte, parseRtp(oneByte)!, 1)).toBe(42);
    expect(audioLevelDbov(twoBytes, parseRtp(twoBytes)!, 1)).toBe(42);
    expect(audioLevelDbov(oneByte, parseRtp(oneByte)!, 9)).toBe(null);
  });

  it('[MEDIA-20] never reads past the end of what is no RTP packet', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, asVersionTwo) => {
        const packet = Buffer.from(bytes);
        if (asVersionTwo && packet.length > 0) packet.writeUInt8(0x80 | (packet.readUInt8(0) & 0x3f), 0);
        isRtcp(packet);
        const header = parseRtp(packet);
        if (!header) return;
        audioLevelDbov(packet, header, 1);
        expect(bareRtp(packet, header).length).toBeGreaterThanOrEqual(12);
      }),
    );
  });
});
