import { describe, expect, test } from 'vitest';
import type { ConferenceState } from '@diemcau/core';
import { isDone, stepAfter, TOUR_STEPS } from './tour-steps.ts';

const at = (phase: ConferenceState['phase'], speech: boolean) => ({ phase, speech: speech ? {} : null }) as unknown as ConferenceState;

describe('the tour', () => {
  test('[TOUR-1] has five steps, the first without one before it and the last without one after it', () => {
    expect(TOUR_STEPS).toHaveLength(5);
    expect(TOUR_STEPS.map((step) => stepAfter(step, 1))).toEqual([...TOUR_STEPS.slice(1), null]);
    expect(TOUR_STEPS.map((step) => stepAfter(step, -1))).toEqual([null, ...TOUR_STEPS.slice(0, -1)]);
  });

  test('[TOUR-2] goes on by itself when the conference is opened, and when somebody gets the floor', () => {
    expect(isDone('look', at('scheduled', false), at('live', false))).toBe(true);
    expect(isDone('give', at('live', false), at('live', true))).toBe(true);
    expect(isDone('look', at('live', false), at('live', false))).toBe(false);
    expect(isDone('give', at('live', true), at('live', true))).toBe(false);
    expect(isDone('watch', at('live', false), at('live', true))).toBe(false);
  });
});
