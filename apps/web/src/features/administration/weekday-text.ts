/** `Thứ Hai, 16/2/2026`: a day off is checked by its day of the week. */
export function weekdayText(day: string, language: string): string {
  const atMs = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(atMs)) return day;
  const parts = { weekday: 'long', day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'vi-VN', parts).format(atMs);
}
