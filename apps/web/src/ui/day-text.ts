/** Calendar days as people of the language write them. */
export function dayText(day: string, language: string): string {
  const parts = { day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'UTC' } as const;
  const atMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(atMs) ? day : new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'vi-VN', parts).format(atMs);
}

/** Today by this computer's clock, `YYYY-MM-DD`. */
export function dayHere(): string {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}

/** The last millisecond of a day by this computer's clock; null: no day. */
export function endOfDayMs(day: string): number | null {
  const atMs = Date.parse(`${day}T23:59:59.999`);
  return Number.isNaN(atMs) ? null : atMs;
}
