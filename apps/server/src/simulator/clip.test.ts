import { describe, expect, test } from 'vitest';
import { loadClips, parseSpeech, SPEECH_PACKET_BYTES, SPEECH_PACKET_MS, type Clip, type VideoLoop } from './clip.ts';
import { parseIvf } from './ivf.ts';

const clips: readonly Clip[] = await loadClips();

function bitrateBps(loop: VideoLoop): number {
  const bytes = loop.frames.reduce((sum, frame) => sum + frame.length, 0);
  return (bytes * 8 * 1000) / (loop.frames.length * loop.frameMs);
}

/** The longest time from one keyframe to the next, the way round included. */
function keyframeDistanceMs(loop: VideoLoop): number {
  const ends = [...loop.keyframes.slice(1), loop.frames.length];
  return Math.max(...ends.map((end, index) => (end - (loop.keyframes[index] ?? 0)) * loop.frameMs));
}

function ivf(frames: readonly Buffer[], fourcc = 'VP80'): Buffer {
  const header = Buffer.alloc(32);
  header.write(`DKIF\0\0\x20\0${fourcc}`, 'latin1');
  header.writeUInt16LE(320, 12);
  header.writeUInt16LE(180, 14);
  header.writeUInt32LE(5, 16);
  header.writeUInt32LE(1, 20);
  const blocks = frames.flatMap((frame) => {
    const head = Buffer.alloc(12);
    head.writeUInt32LE(frame.length, 0);
    return [head, frame];
  });
  return Buffer.concat([header, ...blocks]);
}

describe('clips', () => {
  test('[SIM-1] there are at least six rooms and the hall', () => {
    expect(clips.length).toBeGreaterThanOrEqual(7);
    expect(clips[0]?.name).toBe('room-00');
  });

  test.each(clips)('[SIM-1] $name: 25 pictures a second within 900 kbit/s, and a keyframe each second', ({ main }) => {
    expect(main.frameMs).toBe(40);
    expect(main.frames.length).toBeGreaterThanOrEqual(100);
    expect(bitrateBps(main)).toBeLessThanOrEqual(900_000);
    expect(keyframeDistanceMs(main)).toBeLessThanOrEqual(1_000);
  });

  test.each(clips)('[SIM-1] $name: a thumbnail of 5 pictures a second within 80 kbit/s', ({ thumb }) => {
    expect(thumb.frameMs).toBe(200);
    expect(bitrateBps(thumb)).toBeLessThanOrEqual(80_000);
    expect(keyframeDistanceMs(thumb)).toBeLessThanOrEqual(1_000);
  });

  test.each(clips)('[SIM-1] $name: speech as long as the picture, with a level for each packet', ({ main, speech }) => {
    expect(speech.packets.length * SPEECH_PACKET_MS).toBe(main.frames.length * main.frameMs);
    expect(speech.levelsDbov).toHaveLength(speech.packets.length);
    // Configurations 0–15 of an Opus packet's first byte are voice (RFC 6716 §3.1).
    for (const packet of speech.packets) expect(packet.readUInt8(0) >> 3).toBeLessThan(16);
    expect(Math.min(...speech.levelsDbov)).toBeLessThan(30);
  });
});

describe('IVF', () => {
  const key = Buffer.from([0x10, 1, 2]);
  const delta = Buffer.from([0x11, 3]);

  test('[SIM-1] frames come out as they went in', () => {
    expect(parseIvf(ivf([key, delta]))).toEqual({ widthPx: 320, heightPx: 180, framesPerSecond: 5, frames: [key, delta] });
  });

  test.each([
    ['another container', Buffer.alloc(64), /not an IVF file/],
    ['another codec', ivf([key], 'VP90'), /VP90/],
    ['a cut file', ivf([key, delta]).subarray(0, -1), /cut off in frame 1/],
    ['a file that begins in the middle', ivf([delta]), /does not begin with a keyframe/],
  ])('[SIM-1] %s is refused with a reason', (_, file, reason) => {
    expect(() => parseIvf(file)).toThrow(reason);
  });
});

test('[SIM-1] speech is cut into packets of equal length; what has no level is left out', () => {
  const speech = parseSpeech(Buffer.alloc(SPEECH_PACKET_BYTES * 3 + 10), '20\n127\n');
  expect(speech.packets.map((packet) => packet.length)).toEqual([SPEECH_PACKET_BYTES, SPEECH_PACKET_BYTES]);
  expect(speech.levelsDbov).toEqual([20, 127]);
});
