/** One reading of the microphone. */
export interface ToneReading {
  readonly atMs: number;
  /** Level in the narrow band of the tone. */
  readonly toneDbfs: number;
}

/** Bluetooth loudspeakers are late by up to half a second. */
const LATE_MAX_MS = 600;
const LATE_STEP_MS = 40;
/** The tone needs a moment to fill an analyser’s window, and a room to let it go. */
const EDGE_MS = 80;
/** Fewer say nothing. */
const READINGS_MIN = 4;

export interface ToneStretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * By how many dB the microphone heard the tones over the pauses, at whichever delay fits best. The
 * weaker tones are held against the louder noise, so a door that slams is no tone. null: too few readings.
 */
export function loopGainDb(readings: readonly ToneReading[], tones: readonly ToneStretch[]): number | null {
  let best: number | null = null;
  for (let lateMs = 0; lateMs <= LATE_MAX_MS; lateMs += LATE_STEP_MS) {
    const during = readings.filter(({ atMs }) => tones.some(({ fromMs, untilMs }) => within(atMs - lateMs, fromMs + EDGE_MS, untilMs)));
    const between = readings.filter(({ atMs }) =>
      tones.every(({ fromMs, untilMs }) => !within(atMs - lateMs, fromMs, untilMs + EDGE_MS * 2)),
    );
    if (during.length < READINGS_MIN || between.length < READINGS_MIN) continue;
    const gain = quantile(during, 0.25) - quantile(between, 0.75);
    best = best === null ? gain : Math.max(best, gain);
  }
  return best;
}

function within(atMs: number, fromMs: number, untilMs: number): boolean {
  return atMs >= fromMs && atMs <= untilMs;
}

function quantile(readings: readonly ToneReading[], share: number): number {
  const levels = readings.map(({ toneDbfs }) => toneDbfs).toSorted((a, b) => a - b);
  return levels[Math.floor((levels.length - 1) * share)] ?? 0;
}
