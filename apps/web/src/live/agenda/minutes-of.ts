const MINUTE_MS = 60_000;

export function minutesOf(durationMs: number): number {
  return Math.round(durationMs / MINUTE_MS);
}
