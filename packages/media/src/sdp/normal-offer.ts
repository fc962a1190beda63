import { ENCODINGS, H264_PARAMETERS, type Codec, type PayloadTypes } from '../rtp/codec.ts';
import { reachableFrom, type Offer, type OfferSection } from './offer.ts';

/** One section we accept, with the codecs it is narrowed to. */
export interface AcceptedSection {
  readonly section: OfferSection;
  readonly payloadTypes: PayloadTypes;
}

/**
 * The offer in our own words, holding only the accepted sections: this text, and never the peer's, is what
 * the native parser reads. Retransmission payloads are left out, so repairs come on the same SSRC.
 */
export function writeNormalOffer(offer: Offer, accepted: readonly AcceptedSection[], bindAddress: string): string {
  const candidates = reachableFrom(bindAddress, offer.candidates);
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    `a=group:BUNDLE ${accepted.map(({ section }) => section.mid).join(' ')}`,
    ...accepted.flatMap((one, index) => sectionLines(offer, one, index === 0 ? candidates : [])),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function sectionLines(offer: Offer, { section, payloadTypes }: AcceptedSection, candidates: readonly string[]): string[] {
  return [
    `m=${section.kind} 9 UDP/TLS/RTP/SAVPF ${[...payloadTypes.values()].join(' ')}`,
    'c=IN IP4 0.0.0.0',
    `a=mid:${section.mid}`,
    `a=ice-ufrag:${offer.iceUfrag}`,
    `a=ice-pwd:${offer.icePwd}`,
    `a=fingerprint:${offer.fingerprint}`,
    `a=setup:${offer.setup}`,
    `a=${section.direction}`,
    'a=rtcp-mux',
    ...[...payloadTypes].flatMap(([codec, payloadType]) => codecLines(codec, payloadType)),
    ...section.ssrcs.map((ssrc) => `a=ssrc:${ssrc} cname:-`),
    ...candidates.map((candidate) => `a=candidate:${candidate}`),
  ];
}

function codecLines(codec: Codec, payloadType: number): string[] {
  const map = `a=rtpmap:${payloadType} ${ENCODINGS[codec]}`;
  return codec === 'h264' ? [map, `a=fmtp:${payloadType} ${H264_PARAMETERS}`] : [map];
}
