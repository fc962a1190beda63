import { MediaFault } from '../media-plane.ts';
import type { Codec, PayloadTypes } from '../rtp/codec.ts';

/** One media section of an offer, as far as this plane uses it. */
export interface OfferSection {
  readonly kind: 'audio' | 'video' | 'other';
  /** First line as it came, for the answer to a section that is turned down. */
  readonly mediaLine: string;
  readonly mid: string;
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  /** Numbers the offerer gave to Opus, VP8 and H.264, those it likes best first. Empty when the section has none of them. */
  readonly payloadTypes: PayloadTypes;
  /** Id of the audio level extension (RFC 6464 §4); null when not offered. */
  readonly audioLevelId: number | null;
  readonly ssrcs: readonly number[];
}

/** A complete offer that passed every check. */
export interface Offer {
  readonly sections: readonly OfferSection[];
  readonly iceUfrag: string;
  readonly icePwd: string;
  readonly fingerprint: string;
  readonly setup: 'actpass' | 'active' | 'passive';
  /** Values of `a=candidate`, without names that only the peer can resolve. */
  readonly candidates: readonly string[];
}

/** A browser's offer with 32 sections has 100 kB; nothing of use is larger. */
const OFFER_MAX_BYTES = 256 * 1024;
/** Three feeds with sound and a wall of 25 slots need 31. */
const SECTIONS_MAX = 64;
const AUDIO_LEVEL_URI = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';

/**
 * Parses an SDP offer (RFC 8866, RFC 8829). Only what is named here is read, and every value is checked
 * against its grammar, so that nothing of a stranger's text reaches the native layer unseen.
 * Throws MediaFault 'bad-sdp'.
 */
export function parseOffer(sdp: string): Offer {
  if (sdp.length > OFFER_MAX_BYTES) throw badSdp('longer than 256 KiB');
  const [session = [], ...blocks] = splitBlocks(sdp.split(/\r\n|\n/));
  if (session[0] !== 'v=0') throw badSdp('does not begin with v=0 (RFC 8866 §5.1)');
  if (blocks.length === 0 || blocks.length > SECTIONS_MAX) throw badSdp(`${blocks.length} media sections`);
  const sections = blocks.map(parseSection);
  if (new Set(sections.map((section) => section.mid)).size !== sections.length) throw badSdp('two sections with one mid (RFC 9143 §7.1)');
  // A media-level value wins over the session's (RFC 8839 §5.4, RFC 8122 §5); bundled sections share it.
  const shared = [...(blocks[0] ?? []), ...session, ...blocks.slice(1).flat()];
  return {
    sections,
    iceUfrag: required(shared, 'ice-ufrag', /^[A-Za-z0-9+/]{4,256}$/),
    icePwd: required(shared, 'ice-pwd', /^[A-Za-z0-9+/]{22,256}$/),
    fingerprint: required(shared, 'fingerprint', /^sha-(1|224|256|384|512) [0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2})+$/i),
    setup: required(shared, 'setup', /^(actpass|active|passive)$/) as Offer['setup'],
    candidates: [...new Set(shared.flatMap((line) => candidateOf(line) ?? []))],
  };
}

/** The value of a usable `a=candidate` line (RFC 8839 §5.1), else null. */
export function candidateOf(line: string): string | null {
  const match =
    /^a=candidate:([A-Za-z0-9+/]{1,32} [12] (?:udp|tcp) \d{1,10} ([0-9A-Fa-f.:]{2,45}) \d{1,5} typ (?:host|srflx|prflx|relay)\b[ -~]{0,200})$/i.exec(
      line,
    );
  // Names under .local are known to the peer's own network only (RFC 6762); its checks reach us anyway.
  // Through a relay the peer must come to us first: only then does the relay let us through (RFC 8656 §9).
  if (!match || /\btcp\b|\btyp relay\b/i.test(line)) return null;
  return match[1] ?? null;
}

/**
 * The candidates a socket on this address can send to. Trying the others fills the log and the native
 * layer's few places for pairs; the peer's own checks reach us all the same (RFC 8445 §7.3.1.3).
 */
export function reachableFrom(bindAddress: string, candidates: readonly string[]): string[] {
  return candidates.filter((candidate) => {
    const address = candidate.split(' ')[4] ?? '';
    if (bindAddress.includes(':')) return true;
    return bindAddress.startsWith('127.') ? address.startsWith('127.') : !address.includes(':');
  });
}

export function badSdp(what: string): MediaFault {
  return new MediaFault('bad-sdp', `SDP: ${what}`);
}

function splitBlocks(lines: readonly string[]): string[][] {
  const blocks: string[][] = [[]];
  for (const line of lines) {
    if (line.startsWith('m=')) blocks.push([]);
    if (line !== '') blocks.at(-1)?.push(line);
  }
  return blocks;
}

function parseSection(lines: readonly string[]): OfferSection {
  const mediaLine = lines[0] ?? '';
  const match = /^m=([a-z]{1,16}) (\d{1,5}) ([A-Z/]{1,32}) ([ -~]{1,1000})$/.exec(mediaLine);
  if (!match) throw badSdp('a media line is malformed (RFC 8866 §5.14)');
  const kind = match[1] === 'audio' || match[1] === 'video' ? match[1] : 'other';
  return {
    kind,
    mediaLine,
    mid: required(lines, 'mid', /^[A-Za-z0-9._+-]{1,32}$/),
    direction: directionOf(lines),
    payloadTypes: payloadTypesOf(lines, kind, (match[4] ?? '').split(' ').map(Number)),
    audioLevelId: audioLevelIdOf(lines),
    ssrcs: ssrcsOf(lines),
  };
}

function required(lines: readonly string[], name: string, grammar: RegExp): string {
  const prefix = `a=${name}:`;
  const value = lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
  if (value === undefined) throw badSdp(`no ${name}`);
  if (!grammar.test(value)) throw badSdp(`${name} is malformed`);
  return value;
}

function directionOf(lines: readonly string[]): OfferSection['direction'] {
  const found = lines.find((line) => /^a=(sendrecv|sendonly|recvonly|inactive)$/.test(line));
  return (found?.slice(2) ?? 'sendrecv') as OfferSection['direction'];
}

/** The order of the media line is the order of preference (RFC 3264 §5.1). */
function payloadTypesOf(lines: readonly string[], kind: OfferSection['kind'], preferred: readonly number[]): PayloadTypes {
  const found = new Map<Codec, number>();
  for (const payloadType of preferred) {
    const codec = codecOf(lines, kind, payloadType);
    if (codec !== null && !found.has(codec)) found.set(codec, payloadType);
  }
  return found;
}

function codecOf(lines: readonly string[], kind: OfferSection['kind'], payloadType: number): Codec | null {
  // With RTCP on the same port 64–95 are taken (RFC 5761 §4).
  if (!(payloadType >= 0 && payloadType <= 127) || (payloadType >= 64 && payloadType <= 95)) return null;
  const encoding = lines
    .find((line) => line.startsWith(`a=rtpmap:${payloadType} `))
    ?.slice(`a=rtpmap:${payloadType} `.length)
    .toLowerCase();
  if (kind === 'audio') return encoding === 'opus/48000/2' ? 'opus' : null;
  if (kind !== 'video') return null;
  if (encoding === 'vp8/90000') return 'vp8';
  return encoding === 'h264/90000' && isConstrainedBaseline(lines, payloadType) ? 'h264' : null;
}

/**
 * Fragments allowed and the profile every browser decodes: profile_idc 66 with constraint_set1 (RFC 6184 §8.1,
 * table 5). Without the parameters an offer means single units of the full baseline profile, which is another.
 */
function isConstrainedBaseline(lines: readonly string[], payloadType: number): boolean {
  const parameters = lines.find((line) => line.startsWith(`a=fmtp:${payloadType} `)) ?? '';
  const constraints = /profile-level-id=42([0-9a-f]{2})[0-9a-f]{2}/i.exec(parameters)?.[1];
  return /packetization-mode=1/.test(parameters) && constraints !== undefined && (parseInt(constraints, 16) & 0x40) !== 0;
}

function audioLevelIdOf(lines: readonly string[]): number | null {
  for (const line of lines) {
    const match = /^a=extmap:(\d{1,3})(?:\/[a-z]+)? (\S+)/.exec(line);
    if (match?.[2] === AUDIO_LEVEL_URI && Number(match[1]) >= 1 && Number(match[1]) <= 255) return Number(match[1]);
  }
  return null;
}

function ssrcsOf(lines: readonly string[]): number[] {
  const all = lines.flatMap((line) => /^a=ssrc:(\d{1,10}) /.exec(line)?.[1] ?? []).map(Number);
  return [...new Set(all.filter((ssrc) => ssrc > 0 && ssrc <= 0xffffffff))];
}
