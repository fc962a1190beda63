import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MediaFault } from '../media-plane.ts';
import { addDoor, announce, writeAnswer } from './answer.ts';
import { writeNormalOffer } from './normal-offer.ts';
import { parseOffer, reachableFrom } from './offer.ts';
import { parseTrickle } from './trickle.ts';

const OFFER = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0 1 2',
  'a=fingerprint:sha-256 AA:BB:CC',
  'm=audio 9 UDP/TLS/RTP/SAVPF 63 109',
  'a=mid:0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuv',
  'a=setup:actpass',
  'a=sendonly',
  'a=extmap:3 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'a=rtpmap:63 red/48000/2',
  'a=rtpmap:109 opus/48000/2',
  'a=ssrc:11 cname:x',
  'a=candidate:1 1 udp 2130706431 10.0.0.7 5000 typ host generation 0',
  'a=candidate:2 1 udp 2130706431 3f9a.local 5000 typ host',
  'a=candidate:3 1 tcp 1518280447 10.0.0.7 9 typ host tcptype active',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'a=mid:1',
  'm=video 9 UDP/TLS/RTP/SAVPF 120 121',
  'a=mid:2',
  'a=sendonly',
  'a=rtpmap:120 VP8/90000',
  'a=rtpmap:121 rtx/90000',
  'a=ssrc-group:FID 21 22',
  'a=ssrc:21 cname:x',
  'a=ssrc:22 cname:x',
].join('\r\n');

describe('offers and answers', () => {
  it("[MEDIA-27] reads the offerer's numbers, SSRCs and usable candidates", () => {
    const offer = parseOffer(OFFER);
    expect(offer.sections.map(({ kind, mid, payloadTypes, audioLevelId }) => [kind, mid, [...payloadTypes], audioLevelId])).toEqual([
      ['audio', '0', [['opus', 109]], 3],
      ['other', '1', [], null],
      ['video', '2', [['vp8', 120]], null],
    ]);
    expect(offer.sections[2]?.ssrcs).toEqual([21, 22]);
    expect(offer.candidates).toEqual(['1 1 udp 2130706431 10.0.0.7 5000 typ host generation 0']);
  });

  it('[MEDIA-45] takes H.264 only as constrained baseline with fragments, and codecs in the order the offerer likes them', () => {
    const video = (...lines: string[]): string =>
      OFFER.replace('SAVPF 120 121', 'SAVPF 102 104 106 120').replace('a=rtpmap:121 rtx/90000', lines.join('\r\n'));
    const codecs = (...lines: string[]): unknown => [...(parseOffer(video(...lines)).sections[2]?.payloadTypes ?? [])];
    const h264 = (payloadType: number, parameters: string): string[] => [
      `a=rtpmap:${payloadType} H264/90000`,
      `a=fmtp:${payloadType} ${parameters}`,
    ];
    expect(codecs(...h264(106, 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f'))).toEqual([
      ['h264', 106],
      ['vp8', 120],
    ]);
    expect(codecs(...h264(102, 'packetization-mode=1;profile-level-id=42C028'))).toEqual([
      ['h264', 102],
      ['vp8', 120],
    ]);
    for (const parameters of [
      'packetization-mode=0;profile-level-id=42e01f',
      'packetization-mode=1;profile-level-id=42001f',
      'packetization-mode=1;profile-level-id=640c1f',
      'packetization-mode=1',
    ])
      expect(codecs(...h264(104, parameters))).toEqual([['vp8', 120]]);
  });

  it('[MEDIA-27] tries only candidates its own address can reach', () => {
    const candidates = ['1 1 udp 1 10.0.0.7 5 typ host', '2 1 udp 1 fd00::7 5 typ host', '3 1 udp 1 127.0.0.1 5 typ host'];
    expect(reachableFrom('0.0.0.0', candidates)).toEqual([candidates[0], candidates[2]]);
    expect(reachableFrom('127.0.0.1', candidates)).toEqual([candidates[2]]);
    expect(reachableFrom('::', candidates)).toEqual(candidates);
  });

  it('[MEDIA-28] passes nothing of the text on but checked values', () => {
    const offer = parseOffer(`${OFFER}\r\na=evil:1\r\na=rid:x send max-width=-1`);
    const accepted = offer.sections
      .filter((section) => section.payloadTypes.size > 0)
      .map((section) => ({ section, payloadTypes: section.payloadTypes }));
    const text = writeNormalOffer(offer, accepted, '0.0.0.0');
    expect(text).not.toMatch(/evil|rid|rtx|webrtc-datachannel|local/);
    expect(parseOffer(text).sections.map((section) => section.mid)).toEqual(['0', '2']);
  });

  it('[MEDIA-28] refuses as bad-sdp whatever it cannot read, and never breaks on it', () => {
    const lines = OFFER.split('\r\n');
    const broken = fc.array(
      fc.record({
        at: fc.nat(lines.length),
        kind: fc.constantFrom('drop', 'junk', 'twice'),
        junk: fc.string({ unit: 'binary', maxLength: 40 }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(broken, (changes) => {
        const text = [...lines];
        for (const { at, kind, junk } of changes) {
          if (kind === 'drop') text.splice(at, 1);
          else text.splice(at, 0, kind === 'junk' ? junk : (text[at] ?? ''));
        }
        try {
          parseOffer(text.join('\r\n'));
        } catch (error) {
          expect(error).toBeInstanceOf(MediaFault);
        }
      }),
      { numRuns: 500 },
    );
    for (const text of ['', 'v=0', 'v=0\r\nm=', `v=0\r\n${'m=audio 9 X 1\r\na=mid:1\r\n'.repeat(70)}`, 'x'.repeat(300_000)])
      expect(() => parseOffer(text)).toThrow(MediaFault);
  });

  it('[MEDIA-29] answers every section in order, with port 0 for those turned down', () => {
    const native = 'v=0\r\na=group:BUNDLE 2\r\na=group:LS 2\r\nm=video 5000 UDP/TLS/RTP/SAVPF 120\r\na=mid:2\r\na=recvonly\r\n';
    const answer = writeAnswer(native, parseOffer(OFFER).sections);
    expect(answer.match(/^m=.*/gm)).toEqual([
      'm=audio 0 UDP/TLS/RTP/SAVPF 63 109',
      'm=application 0 UDP/DTLS/SCTP webrtc-datachannel',
      'm=video 5000 UDP/TLS/RTP/SAVPF 120',
    ]);
    expect(answer).not.toContain('group:LS');
  });

  it('[MEDIA-29] names the announced address before its own', () => {
    const native = 'v=0\r\nm=video 5000 UDP/TLS/RTP/SAVPF 120\r\na=mid:2\r\na=candidate:1 1 UDP 2114977791 10.0.0.1 5000 typ host\r\n';
    const answer = announce(writeAnswer(native, parseOffer(OFFER).sections), '203.0.113.5');
    expect(answer.match(/^a=candidate.*/gm)).toEqual([
      'a=candidate:announced 1 UDP 2130706431 203.0.113.5 5000 typ host',
      'a=candidate:1 1 UDP 2114977791 10.0.0.1 5000 typ host',
    ]);
  });

  it('[NET-8] names the door of relayed browsers at every address, after all others', () => {
    const native = 'v=0\r\nm=video 5000 UDP/TLS/RTP/SAVPF 120\r\na=mid:2\r\na=candidate:1 1 UDP 2114977791 10.0.0.1 5000 typ host\r\n';
    const answer = addDoor(announce(writeAnswer(native, parseOffer(OFFER).sections), '203.0.113.5'), 5001);
    expect(answer.match(/^a=candidate.*/gm)?.slice(2)).toEqual([
      'a=candidate:door0 1 UDP 16777215 203.0.113.5 5001 typ host',
      'a=candidate:door1 1 UDP 16777214 10.0.0.1 5001 typ host',
    ]);
  });

  it('[MEDIA-30] takes trickled candidates of the session and refuses a restart', () => {
    const session = { iceUfrag: 'abcd', icePwd: 'abcdefghijklmnopqrstuv' };
    const fragment =
      'a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuv\r\nm=audio 9 RTP/AVP 0\r\na=mid:0\r\na=candidate:7 1 udp 1 10.0.0.9 6000 typ host\r\na=end-of-candidates\r\n';
    expect(parseTrickle(fragment, session, '0.0.0.0')).toEqual(['7 1 udp 1 10.0.0.9 6000 typ host']);
    expect(() => parseTrickle(fragment.replace('abcd\r\n', 'efgh\r\n'), session, '0.0.0.0')).toThrow('ice-restart-unsupported');
  });
});
