/** Sound levels in dBFS: 0 is the loudest a converter can say, -127 stands for silence. */
export const SILENT_DBFS = -127;

export function dbfs(samples: Float32Array): number {
  const peak = samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
  return peak > 0 ? Math.max(SILENT_DBFS, Math.min(0, 20 * Math.log10(peak))) : SILENT_DBFS;
}

/** Below -60 dBFS a room is quiet for any listener, so a meter shows from there to 0. */
const METER_FLOOR_DBFS = -60;

/** Where the bar of a meter stands, 0–1. */
export function meterRatio(levelDbfs: number | null): number {
  if (levelDbfs === null) return 0;
  return Math.max(0, Math.min(1, (levelDbfs - METER_FLOOR_DBFS) / -METER_FLOOR_DBFS));
}

/** 2048 samples at 48 kHz are 43 ms: longer than the 33 ms between two readings would show, so no peak is missed by much. */
const WINDOW_SAMPLES = 2048;
const READ_EVERY_MS = 33;

/** Listens to one track; nothing of it is played. Closing is the caller's. */
export class LevelMeter {
  readonly #context = new AudioContext();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #resume = () => void this.#context.resume();
  #latestDbfs = SILENT_DBFS;
  #peakDbfs = SILENT_DBFS;

  constructor(track: MediaStreamTrack) {
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = WINDOW_SAMPLES;
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(WINDOW_SAMPLES);
    this.#timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.#latestDbfs = dbfs(samples);
      this.#peakDbfs = Math.max(this.#peakDbfs, this.#latestDbfs);
    }, READ_EVERY_MS);
    // Browsers start sound processing only after a gesture on the page.
    document.addEventListener('pointerdown', this.#resume);
    document.addEventListener('keydown', this.#resume);
  }

  /** null while the browser does not let the page listen yet. */
  get latestDbfs(): number | null {
    return this.#context.state === 'running' ? this.#latestDbfs : null;
  }

  /** The loudest since it was last asked. */
  takePeakDbfs(): number | null {
    const peak = this.#peakDbfs;
    this.#peakDbfs = SILENT_DBFS;
    return this.#context.state === 'running' ? peak : null;
  }

  close(): void {
    clearInterval(this.#timer);
    document.removeEventListener('pointerdown', this.#resume);
    document.removeEventListener('keydown', this.#resume);
    void this.#context.close().catch(() => undefined);
  }
}
