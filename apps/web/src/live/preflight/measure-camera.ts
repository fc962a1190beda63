import { browserClock } from '../clock.ts';

export interface CameraMeasure {
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  readonly framesPerS: number | null;
  readonly brightness: number | null;
  readonly moving: boolean | null;
}

const NOTHING: CameraMeasure = { widthPx: null, heightPx: null, framesPerS: null, brightness: null, moving: null };
/** A camera that wakes up takes a second or two for its first picture. */
const FIRST_FRAME_MS = 4_000;
/** Long enough to tell 10 from 25 frames a second. */
const WATCH_MS = 2_000;
const LOOKS = 4;
/** What is looked at: noise of a sensor still shows at this size, and reading it costs nothing. */
const LOOK_WIDTH_PX = 160;
const LOOK_HEIGHT_PX = 90;

/** Watches the picture as a person would: does it come, is it black, does it stand still? Nothing of it is kept. */
export async function measureCamera(track: MediaStreamTrack): Promise<CameraMeasure> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play().catch(() => undefined);
    if (!(await firstFrame(video))) return NOTHING;
    const beforeFrames = video.getVideoPlaybackQuality().totalVideoFrames;
    const began = performance.now();
    const looks: Uint8ClampedArray[] = [];
    for (let look = 0; look < LOOKS; look++) {
      looks.push(lookAt(video));
      await pause(WATCH_MS / LOOKS);
    }
    const frames = video.getVideoPlaybackQuality().totalVideoFrames - beforeFrames;
    const { videoWidth: widthPx, videoHeight: heightPx } = video;
    return { widthPx, heightPx, framesPerS: rateOf(track, frames, performance.now() - began), ...lightOf(looks) };
  } finally {
    video.srcObject = null;
  }
}

/** A page in the background is not painted: there the track's own word has to do. */
function rateOf(track: MediaStreamTrack, frames: number, elapsedMs: number): number {
  const counted = Math.round((frames * 1_000) / elapsedMs);
  return document.hidden ? Math.max(counted, Math.round(track.getSettings().frameRate ?? 0)) : counted;
}

async function firstFrame(video: HTMLVideoElement): Promise<boolean> {
  const until = performance.now() + FIRST_FRAME_MS;
  while (video.videoWidth === 0 && performance.now() < until) await pause(50);
  return video.videoWidth > 0;
}

function lookAt(video: HTMLVideoElement): Uint8ClampedArray {
  const canvas = document.createElement('canvas');
  canvas.width = LOOK_WIDTH_PX;
  canvas.height = LOOK_HEIGHT_PX;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(video, 0, 0, LOOK_WIDTH_PX, LOOK_HEIGHT_PX);
  return context?.getImageData(0, 0, LOOK_WIDTH_PX, LOOK_HEIGHT_PX).data ?? new Uint8ClampedArray();
}

/** Brightness of the brightest look, and whether any look differs from the first. */
export function lightOf(looks: readonly Uint8ClampedArray[]): Pick<CameraMeasure, 'brightness' | 'moving'> {
  const [first] = looks;
  if (!first || first.length === 0) return { brightness: null, moving: null };
  const brightness = Math.max(...looks.map(meanLight));
  return { brightness, moving: looks.some((look) => look.some((value, place) => value !== first[place])) };
}

/** BT.601 luma, 0–1. */
function meanLight(look: Uint8ClampedArray): number {
  let sum = 0;
  for (let place = 0; place < look.length; place += 4) {
    sum += 0.299 * (look[place] ?? 0) + 0.587 * (look[place + 1] ?? 0) + 0.114 * (look[place + 2] ?? 0);
  }
  return sum / (look.length / 4) / 255;
}

export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => void browserClock.after(delayMs, resolve));
}
