/** A moment as two fields of a form have it, by this computer's clock. */
export interface When {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** `HH:MM`. */
  readonly time: string;
}

/** When most briefings begin. */
export const USUAL_TIME = '08:00';

export function whenOf(atMs: number | null): When {
  if (atMs === null) return { day: '', time: USUAL_TIME };
  const at = new Date(atMs);
  const pad = (value: number) => String(value).padStart(2, '0');
  const day = [at.getFullYear(), pad(at.getMonth() + 1), pad(at.getDate())].join('-');
  return { day, time: `${pad(at.getHours())}:${pad(at.getMinutes())}` };
}

/** null: something is missing or no such day. */
export function msOf({ day, time }: When): number | null {
  const atMs = Date.parse(`${day}T${time}`);
  return Number.isNaN(atMs) || day === '' || time === '' ? null : atMs;
}
