/** A minute either way is on time: nobody plans by the second. */
const ON_TIME_MS = 60_000;
const MINUTE_MS = 60_000;

export interface Lateness {
  readonly word: 'agenda.onTime' | 'agenda.late' | 'agenda.early';
  readonly minutes: number;
}

/** How far the expected end is behind or before the planned one, in a word and whole minutes. */
export function lateness(lateMs: number): Lateness {
  const minutes = Math.round(Math.abs(lateMs) / MINUTE_MS);
  if (Math.abs(lateMs) < ON_TIME_MS) return { word: 'agenda.onTime', minutes };
  return { word: lateMs > 0 ? 'agenda.late' : 'agenda.early', minutes };
}
