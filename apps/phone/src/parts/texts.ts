import type { Language } from '../words/words.ts';

/** `07:58`; on another day with the date. */
export function timeText(atMs: number, nowMs: number, language: Language): string {
  const at = new Date(atMs);
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
  if (at.toDateString() === new Date(nowMs).toDateString()) return clock;
  const day = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(at);
  return `${clock}, ${day}`;
}

/** `4:09`. */
export function durationText(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `12345678` as `1234 5678`. */
export function groupedDigits(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 8);
  return digits.length > 4 ? `${digits.slice(0, 4)} ${digits.slice(4)}` : digits;
}
