const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_S = 3_600;

/** `4:05`, or `1:04:05` from an hour on. Rounded up, so that a clock shows 0:00 only when it is over. */
export function durationText(durationMs: number): string {
  const total = Math.ceil(Math.max(0, durationMs) / SECOND_MS);
  const hours = Math.floor(total / HOUR_S);
  const minutes = Math.floor((total % HOUR_S) / MINUTE_S);
  const seconds = String(total % MINUTE_S).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

export function clockText(atMs: number, language: string, withSeconds: boolean): string {
  const seconds = withSeconds ? ({ second: '2-digit' } as const) : {};
  return new Intl.DateTimeFormat(locale(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...seconds }).format(atMs);
}

export function dayTimeText(atMs: number, language: string): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return `${clockText(atMs, language, false)}, ${new Intl.DateTimeFormat(locale(language), parts).format(atMs)}`;
}

/** British English writes the day before the month, as Vietnamese does. */
function locale(language: string): string {
  return language === 'en' ? 'en-GB' : 'vi-VN';
}
