import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MediaFault } from '../media-plane.ts';
import { isH264KeyframeStart } from '../rtp/h264.ts';
import { readRtcp } from '../rtp/rtcp.ts';
import { audioLevelDbov, bareRtp, isRtcp, parseRtp } from '../rtp/rtp-packet.ts';
import { isVp8KeyframeStart } from '../rtp/vp8.ts';
import { parseOffer } from '../sdp/offer.ts';
import { parseTrickle } from '../sdp/trickle.ts';

/** Inputs that once were trouble somewhere, and the shapes a fuzzer begins from. One packet a file, in hexadecimal. */
const KEPT = fileURLToPath(new URL('./hostile/', import.meta.url));
const SESSION = { iceUfrag: 'abcd', icePwd: 'abcdefghijklmnopqrstuv' };
const RUNS = { numRuns: 3000 };

/** Everything the plane does to a packet of a stranger before it is forwarded. */
function readPacket(bytes: Uint8Array): void {
  const packet = Buffer.from(bytes);
  if (isRtcp(packet)) {
    for (const part of readRtcp(packet)) expect(part.type).toBeTypeOf('string');
    return;
  }
  const header = parseRtp(packet);
  if (!header) return;
  expect(header.payloadOffset).toBeLessThanOrEqual(header.payloadEnd);
  for (const id of [1, 14, 255]) expect(audioLevelDbov(packet, header, id) ?? 0).toBeLessThanOrEqual(127);
  for (const isStart of [isVp8KeyframeStart, isH264KeyframeStart])
    expect(isStart(packet, header.payloadOffset, header.payloadEnd)).toBeTypeOf('boolean');
  const bare = bareRtp(packet, header);
  expect(bare.length).toBe(12 + header.payloadEnd - header.payloadOffset);
  expect(bare.readUInt8(0)).toBe(0x80);
}

function keptPackets(): { readonly name: string; readonly bytes: Buffer }[] {
  const files = existsSync(KEPT) ? readdirSync(KEPT).filter((name) => name.endsWith('.hex')) : [];
  return files.map((name) => ({ name, bytes: Buffer.from(readFileSync(KEPT + name, 'utf8').replaceAll(/#.*|\s/g, ''), 'hex') }));
}

/** A kept packet with some bytes changed, left out or put in. */
const mutated = fc
  .tuple(fc.constantFrom(...keptPackets()), fc.array(fc.tuple(fc.nat(80), fc.integer({ min: -1, max: 255 })), { maxLength: 6 }))
  .map(([{ bytes }, changes]) => {
    const packet = [...bytes];
    for (const [at, value] of changes) {
      if (value < 0) packet.splice(at, 1);
      else packet[Math.min(at, packet.length)] = value;
    }
    return Uint8Array.from(packet);
  });

describe('hostile input', () => {
  it('[MEDIA-51] reads every kept packet without harm, whole and cut at every byte', () => {
    const kept = keptPackets();
    expect(kept.length).toBeGreaterThan(10);
    for (const { bytes } of kept) for (let length = 0; length <= bytes.length; length += 1) readPacket(bytes.subarray(0, length));
  });

  it('[MEDIA-51] reads changed packets and noise without harm', () => {
    fc.assert(fc.property(mutated, readPacket), RUNS);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), readPacket), RUNS);
    // A first byte of RTP version 2, so that noise gets past the first check.
    fc.assert(
      fc.property(fc.integer({ min: 128, max: 191 }), fc.uint8Array({ minLength: 11, maxLength: 60 }), (first, rest) =>
        readPacket(Uint8Array.from([first, ...rest])),
      ),
      RUNS,
    );
  });

  it('[MEDIA-51] refuses malformed offers and fragments as such, in bounded time', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        'v=0',
        'm=video 9 UDP/TLS/RTP/SAVPF 96',
        'a=mid:0',
        'a=ice-ufrag:abcd',
        `a=ice-pwd:${SESSION.icePwd}`,
        'a=setup:actpass',
        'a=fingerprint:sha-256 AA:BB',
        'a=rtpmap:96 H264/90000',
        'a=fmtp:96 packetization-mode=1',
        'a=ssrc:1 x',
        'a=candidate:1 1 udp 1 1.1.1.1 1 typ host',
      ),
    );
    const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\r\n'));
    fc.assert(
      fc.property(text, (sdp) => {
        for (const read of [() => parseOffer(sdp), () => parseTrickle(sdp, SESSION, '0.0.0.0')]) {
          try {
            read();
          } catch (error) {
            expect(error).toBeInstanceOf(MediaFault);
          }
        }
      }),
      RUNS,
    );
    // A reader that goes over the text again for each line would not be done within the limit of this test.
    for (const flood of [
      `v=0\r\n${'a=candidate:1 1 udp 1 1.1.1.1 1 typ host\r\n'.repeat(6000)}`,
      `v=0\r\nm=${'video '.repeat(40_000)}`,
      'm='.repeat(130_000),
    ])
      expect(() => parseOffer(flood)).toThrow(MediaFault);
  });
});
