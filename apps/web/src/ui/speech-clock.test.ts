import { describe, expect, it } from 'vitest';
import { speechClock } from './speech-clock.ts';
import { durationText } from './time-text.ts';

const SPEECH = { startedAtMs: 0, endsAtMs: 300_000, pausedAtMs: null };

describe('the timer of a speech', () => {
  it('[SCREEN-22] counts down, tells the last half minute apart, and then counts how far it is over', () => {
    expect(speechClock(SPEECH, 60_000)).toMatchObject({ leftMs: 240_000, state: 'running', usedRatio: 0.2 });
    expect(speechClock(SPEECH, 280_000)).toMatchObject({ leftMs: 20_000, state: 'ending' });
    expect(speechClock(SPEECH, 312_000)).toMatchObject({ leftMs: 0, overMs: 12_000, state: 'over' });
  });

  it('[SCREEN-22] stands still in a pause', () => {
    const paused = { ...SPEECH, pausedAtMs: 100_000 };
    expect(speechClock(paused, 250_000)).toMatchObject({ leftMs: 200_000, stopped: true });
  });

  it('[SCREEN-22] shows 0:00 only when the time is up', () => {
    expect(durationText(1)).toBe('0:01');
    expect(durationText(0)).toBe('0:00');
    expect(durationText(245_000)).toBe('4:05');
    expect(durationText(3_845_000)).toBe('1:04:05');
  });
});
