import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'lean-qr';

/** A colour that survives VP8 and can be told from the others by its hue alone. */
export interface FakeCamera {
  readonly name: string;
  /** Luma and chroma of BT.601, 16–235 and 16–240. */
  readonly yuv: readonly [number, number, number];
  readonly toneHz: number;
}

export const RED: FakeCamera = { name: 'red', yuv: [82, 90, 240], toneHz: 440 };
export const GREEN: FakeCamera = { name: 'green', yuv: [145, 54, 34], toneHz: 660 };
export const BLUE: FakeCamera = { name: 'blue', yuv: [41, 240, 110], toneHz: 880 };
export const YELLOW: FakeCamera = { name: 'yellow', yuv: [210, 16, 146], toneHz: 550 };

export type Hue = 'red' | 'green' | 'blue' | 'yellow' | 'dark' | 'other';

/** Which fake camera a pixel came from. */
export function hueOf([r, g, b]: readonly [number, number, number]): Hue {
  const high = (value: number) => value > 140;
  const low = (value: number) => value < 110;
  if (r < 40 && g < 40 && b < 40) return 'dark';
  if (high(r) && high(g) && low(b)) return 'yellow';
  if (high(r) && low(g) && low(b)) return 'red';
  if (low(r) && high(g) && low(b)) return 'green';
  return low(r) && low(g) && high(b) ? 'blue' : 'other';
}

/** Half HD is enough to be asked for 720p and small enough for several encoders on two cores. */
const WIDTH_PX = 640;
const HEIGHT_PX = 360;
const FRAMES = 10;
const FPS = 25;
const SAMPLE_RATE_HZ = 48_000;
const Y4M_HEADER = Buffer.from(`YUV4MPEG2 W${WIDTH_PX} H${HEIGHT_PX} F${FPS}:1 Ip A1:1 C420jpeg\n`);
const CHROMA_BYTES = (WIDTH_PX / 2) * (HEIGHT_PX / 2);
/** An invitation's QR has about 41 modules across and needs white around them. */
const QR_MODULE_PX = 7;
/** BT.601 of studio range. */
const [BLACK, WHITE, NO_COLOUR] = [16, 235, 128];

/** Files for Chromium's `--use-file-for-fake-video-capture` (Y4M) and `--use-file-for-fake-audio-capture` (WAV). */
export async function writeFakeMedia(camera: FakeCamera): Promise<{ video: string; audio: string }> {
  const folder = await mkdtemp(join(tmpdir(), `diemcau-${camera.name}-`));
  const video = join(folder, 'camera.y4m');
  const audio = join(folder, 'microphone.wav');
  await Promise.all([writeFile(video, y4m(camera)), writeFile(audio, wav(camera.toneHz))]);
  return { video, audio };
}

/** A slip of paper held before the camera, 7 pixels to a module. Returns the video's path. */
export async function writeQrVideo(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'diemcau-slip-')), 'camera.y4m');
  const code = generate(text);
  const moduleOf = (at: number, across: number): number => Math.floor((at - (across - code.size * QR_MODULE_PX) / 2) / QR_MODULE_PX);
  const luma = Buffer.alloc(WIDTH_PX * HEIGHT_PX, WHITE);
  for (let y = 0; y < HEIGHT_PX; y += 1)
    for (let x = 0; x < WIDTH_PX; x += 1) if (code.get(moduleOf(x, WIDTH_PX), moduleOf(y, HEIGHT_PX))) luma[y * WIDTH_PX + x] = BLACK;
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc(CHROMA_BYTES * 2, NO_COLOUR)]);
  await writeFile(path, Buffer.concat([Y4M_HEADER, ...Array.from({ length: FRAMES }, () => frame)]));
  return path;
}

/** A flat colour with a bar that moves, so that an encoder has something to do. */
function y4m({ yuv: [y, u, v] }: FakeCamera): Buffer {
  const frames = Array.from({ length: FRAMES }, (_, index) => {
    const luma = Buffer.alloc(WIDTH_PX * HEIGHT_PX, y);
    const barStart = (HEIGHT_PX - 40) * WIDTH_PX + index * 40;
    for (let row = 0; row < 20; row += 1) luma.fill(y > 120 ? 20 : 230, barStart + row * WIDTH_PX, barStart + row * WIDTH_PX + 40);
    return Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc(CHROMA_BYTES, u), Buffer.alloc(CHROMA_BYTES, v)]);
  });
  return Buffer.concat([Y4M_HEADER, ...frames]);
}

/** One second of a tone, 16-bit mono PCM; Chromium loops it. */
function wav(toneHz: number): Buffer {
  const samples = SAMPLE_RATE_HZ;
  const buffer = Buffer.alloc(44 + samples * 2);
  buffer.write('RIFF', 0);
  buffer.writeUInt32LE(36 + samples * 2, 4);
  buffer.write('WAVEfmt ', 8);
  buffer.writeUInt32LE(16, 16);
  buffer.writeUInt16LE(1, 20);
  buffer.writeUInt16LE(1, 22);
  buffer.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  buffer.writeUInt32LE(SAMPLE_RATE_HZ * 2, 28);
  buffer.writeUInt16LE(2, 32);
  buffer.writeUInt16LE(16, 34);
  buffer.write('data', 36);
  buffer.writeUInt32LE(samples * 2, 40);
  for (let n = 0; n < samples; n += 1)
    buffer.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * toneHz * n) / SAMPLE_RATE_HZ)), 44 + n * 2);
  return buffer;
}
