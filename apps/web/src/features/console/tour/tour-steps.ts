import type { ConferenceState } from '@diemcau/core';

/** What a newcomer at the chair's desk is shown, in this order. */
export const TOUR_STEPS = ['look', 'give', 'watch', 'wall', 'end'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

/** What a step points at, the first of these that is on the page. */
const TARGETS: Readonly<Record<TourStep, readonly string[]>> = {
  look: ['[data-testid="btn-open"]', '[data-area="program"]'],
  give: ['[aria-labelledby="queue-title"]'],
  watch: ['[data-area="program"]'],
  wall: ['[data-testid="view-switch"]', '[data-testid="life-menu"]'],
  end: ['[data-testid="life-menu"]'],
};

export function targetOf(step: TourStep): Element | null {
  for (const selector of TARGETS[step]) {
    const found = document.querySelector(selector);
    if (found) return found;
  }
  return null;
}

export function stepAfter(step: TourStep, by: 1 | -1): TourStep | null {
  return TOUR_STEPS[TOUR_STEPS.indexOf(step) + by] ?? null;
}

/** Whoever has done what a step asks for is shown the next one without pressing anything. */
export function isDone(step: TourStep, before: ConferenceState, now: ConferenceState): boolean {
  if (step === 'look') return before.phase !== 'live' && now.phase === 'live';
  return step === 'give' && before.speech === null && now.speech !== null;
}
