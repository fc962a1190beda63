/** A bucket of tokens: a burst at once, then a steady rate. */
export interface Allowance {
  /** False: over the rate. */
  take(nowMs: number): boolean;
}

export function allowance(burst: number, perSecond: number): Allowance {
  let left = burst;
  let atMs = 0;
  return {
    take(nowMs) {
      left = Math.min(burst, left + ((nowMs - atMs) / 1_000) * perSecond);
      atMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
