/** One measured round trip. */
export interface ClockSample {
  readonly roundTripMs: number;
  /** Add it to the local time to get the server's. */
  readonly offsetMs: number;
}

/** A minute of pings at one each 5 s: old enough to find a quick round trip, young enough to follow a drifting clock. */
const SAMPLES_MAX = 12;

/** The server's time is taken to be that of the middle of the round trip (RFC 5905 §8). */
export function clockSample(sentAtMs: number, receivedAtMs: number, serverTimeMs: number): ClockSample {
  const roundTripMs = Math.max(0, receivedAtMs - sentAtMs);
  return { roundTripMs, offsetMs: serverTimeMs - (sentAtMs + roundTripMs / 2) };
}

export function withSample(samples: readonly ClockSample[], sample: ClockSample): readonly ClockSample[] {
  return [...samples, sample].slice(-SAMPLES_MAX);
}

/** The quickest round trip lies least. */
export function clockOffsetMs(samples: readonly ClockSample[]): number {
  return quickest(samples)?.offsetMs ?? 0;
}

export function quickest(samples: readonly ClockSample[]): ClockSample | null {
  return samples.reduce<ClockSample | null>((least, one) => (least && least.roundTripMs <= one.roundTripMs ? least : one), null);
}
