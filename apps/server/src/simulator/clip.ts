import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isVp8Keyframe, parseIvf } from './ivf.ts';

/** A picture that goes round and round. */
export interface VideoLoop {
  readonly frames: readonly Buffer[];
  /** Time from one frame to the next. */
  readonly frameMs: number;
  /** Indices of the keyframes, ascending; the first is 0. */
  readonly keyframes: readonly number[];
}

/** Speech that goes round and round, a packet every 20 ms. */
export interface SpeechLoop {
  readonly packets: readonly Buffer[];
  /** Loudness of each packet in -dBov, 0 loud … 127 silent (RFC 6464 §3). */
  readonly levelsDbov: readonly number[];
}

/** What one simulated room sends, made by scripts/make-clips.sh. */
export interface Clip {
  readonly name: string;
  readonly main: VideoLoop;
  readonly thumb: VideoLoop;
  readonly speech: SpeechLoop;
}

/** 24 kbit/s at a constant rate for 20 ms; scripts/make-clips.sh makes every packet as long. */
export const SPEECH_PACKET_BYTES = 60;
/** The usual Opus frame, and what browsers send (RFC 7587 §4.2). */
export const SPEECH_PACKET_MS = 20;

/** The same folder seen from `dist` and from `src/simulator`. */
const CLIPS_DIR = ['../assets/clips', '../../assets/clips'].map((path) => fileURLToPath(new URL(path, import.meta.url))).find(existsSync);

/** The clips shipped with the package in order of their number; the first (`room-00`) is the hall's. */
export async function loadClips(folder: string | undefined = CLIPS_DIR): Promise<readonly Clip[]> {
  if (folder === undefined) throw new Error('the folder assets/clips is missing; scripts/make-clips.sh makes it');
  const names = (await readdir(folder)).flatMap((file) => /^(.+)\.main\.ivf$/.exec(file)?.[1] ?? []).sort();
  if (names.length === 0) throw new Error(`no clips in ${folder}; scripts/make-clips.sh makes them`);
  return Promise.all(names.map((name) => loadClip(folder, name)));
}

async function loadClip(folder: string, name: string): Promise<Clip> {
  const read = (ending: string) => readFile(join(folder, `${name}.${ending}`));
  const [main, thumb, speech, levels] = await Promise.all([read('main.ivf'), read('thumb.ivf'), read('speech.opus'), read('levels.txt')]);
  return { name, main: parseVideoLoop(main), thumb: parseVideoLoop(thumb), speech: parseSpeech(speech, levels.toString('ascii')) };
}

export function parseVideoLoop(file: Buffer): VideoLoop {
  const { frames, framesPerSecond } = parseIvf(file);
  return { frames, frameMs: 1000 / framesPerSecond, keyframes: frames.flatMap((frame, index) => (isVp8Keyframe(frame) ? [index] : [])) };
}

/** Cuts packets of equal length; the encoder's last one, past the end of the picture, has no level and is left out. */
export function parseSpeech(file: Buffer, levels: string): SpeechLoop {
  const levelsDbov = levels.split('\n').flatMap((line) => (line === '' ? [] : [Number(line)]));
  const count = Math.min(Math.floor(file.length / SPEECH_PACKET_BYTES), levelsDbov.length);
  const packets = Array.from({ length: count }, (_, index) =>
    file.subarray(index * SPEECH_PACKET_BYTES, (index + 1) * SPEECH_PACKET_BYTES),
  );
  return { packets, levelsDbov: levelsDbov.slice(0, count) };
}
