import { overOf } from '@diemcau/core';
import type { ConferenceState } from '@diemcau/core';
import type { AgendaNow } from '../../live/agenda-now.ts';

/** What stands on the hall's screen in place of the program; null: the program itself. */
export type HallSlate =
  | { readonly kind: 'before'; readonly startsAtMs: number | null }
  /** `goesOnAtMs` null: nobody knows yet. */
  | { readonly kind: 'break' | 'paused'; readonly goesOnAtMs: number | null }
  | { readonly kind: 'closed' }
  | { readonly kind: 'cancelled' };

/** A break is on the agenda, a pause is the chair's; somebody who speaks is shown whatever the agenda says. */
export function hallSlate(view: ConferenceState, now: AgendaNow): HallSlate | null {
  const over = overOf(view);
  if (over !== null) return { kind: over };
  if (view.phase === 'draft' || view.phase === 'scheduled') return { kind: 'before', startsAtMs: view.startsAtMs };
  const inBreak = now.current?.kind === 'break' && view.speech === null;
  if (inBreak) return { kind: 'break', goesOnAtMs: endOfCurrent(now) };
  return view.phase === 'paused' ? { kind: 'paused', goesOnAtMs: null } : null;
}

/** A break that is over its time goes on nobody knows how long. */
function endOfCurrent({ clock, current, overMs }: AgendaNow): number | null {
  if (overMs > 0) return null;
  return clock.items.find(({ itemId }) => itemId === current?.itemId)?.untilMs ?? null;
}

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

export type Countdown =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'clock'; readonly leftMs: number }
  /** The hour has come and nobody has opened yet. */
  | { readonly kind: 'soon' };

/** Days while there are whole ones, then a clock; never a negative time. */
export function countdown(startsAtMs: number, nowMs: number): Countdown {
  const leftMs = startsAtMs - nowMs;
  if (leftMs < SECOND_MS) return { kind: 'soon' };
  return leftMs >= DAY_MS ? { kind: 'days', days: Math.round(leftMs / DAY_MS) } : { kind: 'clock', leftMs };
}
