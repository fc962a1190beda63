/** Picture codecs a browser must have (RFC 7742 §5), so what a room sends as either every other can show. */
export const VIDEO_CODECS = ['vp8', 'h264'] as const;
export type VideoCodec = (typeof VIDEO_CODECS)[number];
export type Codec = VideoCodec | 'opus';

/** The numbers an offerer gave to the codecs of one section; a codec it did not offer is absent. In its order of preference. */
export type PayloadTypes = ReadonlyMap<Codec, number>;

/** Encodings as `a=rtpmap` names them (RFC 7587 §7, RFC 7741 §6.1, RFC 6184 §8.1). */
export const ENCODINGS: Readonly<Record<Codec, string>> = { opus: 'opus/48000/2', vp8: 'VP8/90000', h264: 'H264/90000' };

/**
 * Constrained baseline of level 3.1, which is 720p at 30 frames, in the mode that allows fragments (RFC 6184
 * §8.1). What may be sent in this mode every browser takes (RFC 7742 §6.2).
 */
export const H264_PARAMETERS = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f';
export const OPUS_PARAMETERS = 'minptime=10;useinbandfec=1';
