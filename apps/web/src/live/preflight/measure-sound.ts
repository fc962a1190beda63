import type { PreflightMeasured } from '@diemcau/core';
import { browserClock } from '../clock.ts';
import { dbfs, SILENT_DBFS } from '../level-meter.ts';
import { pause } from './measure-camera.ts';
import { loopGainDb } from './tone-pattern.ts';
import type { ToneReading, ToneStretch } from './tone-pattern.ts';

type SoundMeasure = Pick<PreflightMeasured['microphone'], 'ambientDbfs' | 'voiceDbfs' | 'listened'>;
type SpeakerMeasure = Pick<PreflightMeasured['speaker'], 'played' | 'loopDb'>;

/** 2048 samples at 48 kHz are 43 ms; a reading each 40 ms misses nothing. */
const WINDOW_SAMPLES = 2048;
const READ_EVERY_MS = 40;
/** Where ears and cheap loudspeakers are both good; half a second is heard as a tone and not as a click. */
const TONE_HZ = 1_000;
const TONE_MS = 500;
const TONES = 3;
/** A fifth of full scale does not frighten a room whose amplifier was left turned up. */
const TONE_GAIN = 0.2;
const AMBIENT_MS = 1_500;
/** A sentence. */
const VOICE_MS = 4_000;
/** The quiet tenth is the room, the rest is whoever talks in it. */
const AMBIENT_SHARE = 0.1;
/** Browsers answer at once or wait for a click that may never come. */
const RESUME_MAX_MS = 1_000;

/** Listens to the room's microphone as it is, without what a browser does to a voice. Closing is the caller's. */
export class SoundCheck {
  readonly #context = new AudioContext();
  readonly #analyser = this.#context.createAnalyser();
  readonly #samples = new Float32Array(WINDOW_SAMPLES);
  readonly #bins = new Float32Array(WINDOW_SAMPLES / 2);
  readonly #levels: number[] = [];
  readonly #track: MediaStreamTrack;
  readonly #stopRaw: () => void;

  private constructor(track: MediaStreamTrack, stopRaw: () => void) {
    this.#track = track;
    this.#stopRaw = stopRaw;
    this.#analyser.fftSize = WINDOW_SAMPLES;
    this.#analyser.smoothingTimeConstant = 0;
    this.#context.createMediaStreamSource(new MediaStream([this.#track])).connect(this.#analyser);
  }

  /** Cancelling the echo would cancel the tone: the same microphone is opened once more without it. */
  static async open(track: MediaStreamTrack): Promise<SoundCheck> {
    const { deviceId } = track.getSettings();
    const raw = {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
    };
    const stream = await navigator.mediaDevices.getUserMedia({ audio: raw }).catch(() => null);
    const own = stream?.getAudioTracks()[0];
    return new SoundCheck(own ?? track, () => own?.stop());
  }

  /** false: the browser lets no page make or hear a sound before a click on it. */
  async ready(): Promise<boolean> {
    await Promise.race([this.#context.resume().catch(() => undefined), pause(RESUME_MAX_MS)]);
    return this.#context.state === 'running';
  }

  async ambient(): Promise<void> {
    await this.#listen(AMBIENT_MS, () => undefined);
  }

  async speaker(): Promise<SpeakerMeasure> {
    const readings: ToneReading[] = [];
    const beganMs = browserClock.nowMs();
    const tones = this.#play(beganMs);
    await this.#listen(TONE_MS * 2 * TONES + TONE_MS, () => {
      this.#analyser.getFloatFrequencyData(this.#bins);
      const bin = Math.round((TONE_HZ * WINDOW_SAMPLES) / this.#context.sampleRate);
      const near = this.#bins.subarray(bin - 1, bin + 2);
      readings.push({ atMs: browserClock.nowMs(), toneDbfs: Math.max(SILENT_DBFS, ...near) });
    });
    const loopDb = loopGainDb(readings, tones);
    return { played: true, loopDb: loopDb === null ? null : Math.max(-200, Math.min(200, Math.round(loopDb * 10) / 10)) };
  }

  async voice(): Promise<SoundMeasure> {
    const peaks: number[] = [];
    await this.#listen(VOICE_MS, (level) => peaks.push(level));
    const all = this.#levels.toSorted((a, b) => a - b);
    return { listened: true, ambientDbfs: all[Math.floor(all.length * AMBIENT_SHARE)] ?? null, voiceDbfs: Math.max(SILENT_DBFS, ...peaks) };
  }

  close(): void {
    this.#stopRaw();
    void this.#context.close().catch(() => undefined);
  }

  async #listen(forMs: number, read: (levelDbfs: number) => void): Promise<void> {
    const until = browserClock.nowMs() + forMs;
    while (browserClock.nowMs() < until) {
      await pause(READ_EVERY_MS);
      this.#analyser.getFloatTimeDomainData(this.#samples);
      const level = dbfs(this.#samples);
      this.#levels.push(level);
      read(level);
    }
  }

  #play(beganMs: number): readonly ToneStretch[] {
    const [tone, gain] = [this.#context.createOscillator(), this.#context.createGain()];
    const from = this.#context.currentTime;
    tone.frequency.value = TONE_HZ;
    gain.gain.setValueAtTime(0, from);
    const stretches = Array.from({ length: TONES }, (_, index) => {
      const fromMs = TONE_MS / 2 + index * TONE_MS * 2;
      gain.gain.setValueAtTime(TONE_GAIN, from + fromMs / 1_000);
      gain.gain.setValueAtTime(0, from + (fromMs + TONE_MS) / 1_000);
      return { fromMs: beganMs + fromMs, untilMs: beganMs + fromMs + TONE_MS };
    });
    tone.connect(gain).connect(this.#context.destination);
    tone.start();
    tone.stop(from + (TONE_MS * 2 * TONES) / 1_000);
    return stretches;
  }
}
