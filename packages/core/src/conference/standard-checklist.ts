import type { PlannedCheck } from './state.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What the organiser of a briefing does from two weeks before to the last hour, as data. The codes
 * are worded by the screens. Two weeks: an invitation needs one, and a room without a line another.
 */
const STANDARD: readonly (readonly [code: string, dueBeforeMs: number])[] = [
  ['date-and-agenda-agreed', 14 * DAY_MS],
  ['units-invited', 12 * DAY_MS],
  ['rooms-named', 10 * DAY_MS],
  ['officers-of-rooms-named', 10 * DAY_MS],
  ['documents-asked-for', 10 * DAY_MS],
  ['lines-ordered', 9 * DAY_MS],
  ['speakers-asked', 7 * DAY_MS],
  ['documents-attached', 5 * DAY_MS],
  ['officers-of-rooms-trained', 4 * DAY_MS],
  ['rehearsal-held', 3 * DAY_MS],
  ['rooms-without-link-helped', 2 * DAY_MS],
  ['documents-fetched-by-rooms', DAY_MS],
  ['deputy-chair-ready', DAY_MS],
  ['backup-made', DAY_MS],
  ['power-and-second-line-checked', 3 * HOUR_MS],
  ['hall-screen-and-sound-checked', 2 * HOUR_MS],
  ['every-room-seen-and-heard', HOUR_MS],
  ['headcounts-asked-for', HOUR_MS / 2],
];

/** For `AddChecklistItems`; each entry keeps its id from conference to conference. */
export const STANDARD_CHECKLIST: readonly PlannedCheck[] = STANDARD.map(([code, dueBeforeMs]) => ({
  checkId: `standard-${code}`,
  code,
  text: '',
  dueBeforeMs,
  origin: 'standard',
}));
