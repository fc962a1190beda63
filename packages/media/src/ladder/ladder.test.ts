import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLadder, RUNGS, stepLadder, type Ladder, type LinkSample } from './ladder.ts';

const GOOD: LinkSample = { lossRatio: 0, rttMs: 40, sentBps: 3_000_000, deliverableBps: 5_000_000 };
const lossy = (lossRatio: number): LinkSample => ({ ...GOOD, lossRatio });

function after(seconds: number, sample: LinkSample, from: Ladder = createLadder()): Ladder {
  let ladder = from;
  for (let second = 0; second < seconds; second += 1) ladder = stepLadder(ladder, sample);
  return ladder;
}

describe('the ladder', () => {
  it('[NET-2] steps down after three bad seconds, and at once on a line that loses almost half', () => {
    expect(after(2, lossy(0.15)).rung).toBe('full');
    expect(after(3, lossy(0.15)).rung).toBe('small');
    expect(after(30, lossy(0.15)).rung).toBe('small');
    expect(after(30, lossy(0.3)).rung).toBe('audio');
    expect(after(2, lossy(0.45)).rung).toBe('audio');
    expect(after(60, lossy(0.9)).rung).toBe('text');
  });

  it('[NET-2] steps down for a long round trip and for a line that delivers less than it is sent', () => {
    expect(after(3, { ...GOOD, rttMs: 1200 }).rung).toBe('small');
    expect(after(3, { ...GOOD, deliverableBps: 300_000, rttMs: 400 }).rung).toBe('small');
    expect(after(3, { ...GOOD, deliverableBps: 300_000 }).rung).toBe('full');
    expect(after(3, { ...GOOD, rttMs: 300 }).rung).toBe('full');
  });

  it('[NET-3] keeps the sound whatever delay or width costs the picture', () => {
    const narrow = { lossRatio: 0.1, rttMs: 3000, deliverableBps: 10_000, sentBps: 3_000_000 };
    expect(after(300, narrow).rung).toBe('audio');
  });

  it('[NET-4] steps up one rung after ten good seconds, and waits twice as long after a step up that did not hold', () => {
    const audio = after(30, lossy(0.3));
    expect(after(9, GOOD, audio).rung).toBe('audio');
    expect(after(10, GOOD, audio).rung).toBe('small');
    expect(after(20, GOOD, audio).rung).toBe('full');
    const mistaken = after(3, lossy(0.3), after(10, GOOD, audio));
    expect(mistaken.rung).toBe('audio');
    expect(after(19, GOOD, mistaken).rung).toBe('audio');
    expect(after(20, GOOD, mistaken).rung).toBe('small');
    expect(after(200, GOOD, mistaken)).toMatchObject({ rung: 'full', patienceS: 10 });
  });

  it('[NET-4] does not swing: between good and bad it stays where it is', () => {
    const small = after(3, lossy(0.15));
    expect(after(500, lossy(0.08), small).rung).toBe('small');
    expect(after(500, lossy(0.08)).rung).toBe('full');
  });

  it('[NET-4] a second without a report changes no rung, and no sample moves it by more than one', () => {
    const sample = fc.record({
      lossRatio: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
      rttMs: fc.option(fc.nat(5000), { nil: undefined }),
      deliverableBps: fc.option(fc.nat(5_000_000), { nil: undefined }),
      sentBps: fc.nat(5_000_000),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 200 }), (samples) => {
        let ladder = createLadder();
        for (const one of samples) {
          const next = stepLadder(ladder, one);
          expect(Math.abs(RUNGS.indexOf(next.rung) - RUNGS.indexOf(ladder.rung))).toBeLessThanOrEqual(1);
          if (one.lossRatio === undefined && one.rttMs === undefined) expect(next.rung).toBe(ladder.rung);
          ladder = next;
        }
      }),
    );
  });
});
