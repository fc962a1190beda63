/** What costs an encoder all it is allowed, and shows nobody: never the room's own picture. */
export interface NoisePicture {
  readonly track: MediaStreamTrack;
  close(): void;
}

/** Noise this small fills 2.5 Mbit/s, and its keyframe is no larger than that of a picture of a room. */
const WIDTH_PX = 320;
const HEIGHT_PX = 180;
const FRAMES_PER_S = 25;
/** From nothing to all of it: a line is not hit by a keyframe of pure noise before its sender knows its rate. */
const RISE_MS = 1_500;
/** One sheet of noise that is shifted about: making a new one each time would heat a laptop. */
const SHEET_PX = 640;

export function openNoisePicture(): NoisePicture | null {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH_PX;
  canvas.height = HEIGHT_PX;
  const context = canvas.getContext('2d');
  const sheet = noiseSheet();
  if (!context || !sheet || typeof canvas.captureStream !== 'function') return null;
  const began = performance.now();
  const draw = () => {
    const share = Math.min(1, (performance.now() - began) / RISE_MS);
    const [left, top] = [Math.random() * (SHEET_PX - WIDTH_PX), Math.random() * (SHEET_PX - HEIGHT_PX)];
    context.drawImage(sheet, left, top, WIDTH_PX, HEIGHT_PX * share, 0, 0, WIDTH_PX, HEIGHT_PX * share);
  };
  draw();
  const timer = setInterval(draw, 1_000 / FRAMES_PER_S);
  const [track] = canvas.captureStream(FRAMES_PER_S).getVideoTracks();
  if (!track) return null;
  return {
    track,
    close() {
      clearInterval(timer);
      track.stop();
    },
  };
}

function noiseSheet(): HTMLCanvasElement | null {
  const sheet = document.createElement('canvas');
  sheet.width = SHEET_PX;
  sheet.height = SHEET_PX;
  const context = sheet.getContext('2d');
  if (!context) return null;
  const image = context.createImageData(SHEET_PX, SHEET_PX);
  for (let place = 0; place < image.data.length; place++) image.data[place] = place % 4 === 3 ? 255 : Math.random() * 255;
  context.putImageData(image, 0, 0);
  return sheet;
}
