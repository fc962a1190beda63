/** The frames of a VP8 file in IVF, the container of libvpx: a 32-byte header, then size, time and bytes of each frame. */
export interface IvfVideo {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly framesPerSecond: number;
  /** In order of time; each is one VP8 frame. */
  readonly frames: readonly Buffer[];
}

/** Field offsets as libvpx writes them (ivfenc.c, ivf_write_file_header); all numbers are little-endian. */
const HEADER_BYTES_AT = 6;
const FOURCC_AT = 8;
const WIDTH_AT = 12;
const HEIGHT_AT = 14;
const RATE_AT = 16;
const SCALE_AT = 20;
/** Bytes of size, then eight of time. */
const FRAME_HEADER_BYTES = 12;

/** Throws an Error that says what is wrong with the file. */
export function parseIvf(file: Buffer): IvfVideo {
  if (file.length < 32 || file.toString('latin1', 0, 4) !== 'DKIF') throw new Error('not an IVF file: it does not begin with DKIF');
  const fourcc = file.toString('latin1', FOURCC_AT, FOURCC_AT + 4);
  if (fourcc !== 'VP80') throw new Error(`IVF file holds ${fourcc}, not VP80`);
  const frames = readFrames(file, file.readUInt16LE(HEADER_BYTES_AT));
  if (!frames[0] || !isVp8Keyframe(frames[0])) throw new Error('IVF file does not begin with a keyframe');
  return {
    widthPx: file.readUInt16LE(WIDTH_AT),
    heightPx: file.readUInt16LE(HEIGHT_AT),
    framesPerSecond: file.readUInt32LE(RATE_AT) / file.readUInt32LE(SCALE_AT),
    frames,
  };
}

function readFrames(file: Buffer, from: number): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = from; at < file.length;) {
    const start = at + FRAME_HEADER_BYTES;
    const end = start <= file.length ? start + file.readUInt32LE(at) : Infinity;
    if (end > file.length) throw new Error(`IVF file is cut off in frame ${frames.length}`);
    frames.push(file.subarray(start, end));
    at = end;
  }
  return frames;
}

/** The lowest bit of a VP8 frame is 0 in a keyframe (RFC 6386 §9.1). */
export function isVp8Keyframe(frame: Buffer): boolean {
  return frame.length > 0 && (frame.readUInt8(0) & 0x01) === 0;
}
