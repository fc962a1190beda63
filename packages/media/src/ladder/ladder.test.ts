import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLadder, RUNGS, STALL_MS, stepLadder, type Ladder, type LinkSample } from './ladder.ts';

const GOOD: LinkSample = { lossRatio: 0, rttMs: 40, sentBps: 3_000_000, deliverableBps: 5_000_000, tickLateMs: 0 };
/** As bad as a second can be reported. */
const DREADFUL: LinkSample = { lossRatio: 1, rttMs: 5000, deliverableBps: 0, sentBps: 3_000_000, tickLateMs: 0 };
const NOTHING_SAID: LinkSample = { sentBps: 3_000_000, tickLateMs: 0 };
const lossy = (lossRatio: number): LinkSample => ({ ...GOOD, lossRatio });

function after(seconds: number, sample: LinkSample, from: Ladder = createLadder()): Ladder {
  let ladder = from;
  for (let second = 0; second < seconds; second += 1) ladder = stepLadder(ladder, sample);
  return ladder;
}

function anySecond(tickLateMs: fc.Arbitrary<number>): fc.Arbitrary<LinkSample> {
  return fc.record({
    lossRatio: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    rttMs: fc.option(fc.nat(5000), { nil: undefined }),
    deliverableBps: fc.option(fc.nat(5_000_000), { nil: undefined }),
    sentBps: fc.nat(5_000_000),
    tickLateMs,
  });
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

  it('[NET-2] takes one report of a long round trip for one bad second, also where the next report is long in coming', () => {
    const slow = { ...GOOD, lossRatio: undefined, rttMs: 1200 };
    const reported = (from?: Ladder): Ladder => after(4, { ...slow, isRepeated: true }, after(1, slow, from));
    expect(reported(reported()).rung).toBe('full');
    expect(reported(reported(reported())).rung).toBe('small');
    const audio = after(30, lossy(0.3));
    expect(after(10, { ...GOOD, lossRatio: undefined, isRepeated: true }, audio).rung).toBe('small');
  });

  it('[NET-3] keeps the sound whatever delay or width costs the picture', () => {
    const narrow = { lossRatio: 0.1, rttMs: 3000, deliverableBps: 10_000, sentBps: 3_000_000, tickLateMs: 0 };
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
    fc.assert(
      fc.property(fc.array(anySecond(fc.nat(STALL_MS * 2)), { maxLength: 200 }), (samples) => {
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

  it('[NET-12] does not step down for a second in which the plane stood still, nor for the one after it', () => {
    const stalled = after(1, { ...DREADFUL, tickLateMs: STALL_MS });
    expect(after(1, DREADFUL, stalled).rung).toBe('full');
    expect(after(2, DREADFUL, stalled).rung).toBe('small');
    expect(after(1, { ...DREADFUL, tickLateMs: STALL_MS - 1 }).rung).toBe('small');
  });

  it('[NET-12] counts bad and good seconds before a stop and after it as if nothing had been reported between', () => {
    const dreadful = (from: Ladder): Ladder => after(1, DREADFUL, after(1, { ...DREADFUL, tickLateMs: 3000 }, from));
    expect(after(1, lossy(0.15), dreadful(after(2, lossy(0.15)))).rung).toBe('small');
    const audio = after(30, lossy(0.3));
    expect(after(3, GOOD, dreadful(after(6, GOOD, audio))).rung).toBe('audio');
    expect(after(4, GOOD, dreadful(after(6, GOOD, audio))).rung).toBe('small');
  });

  it('[NET-12] whatever is said of a stop, it leads to the same rung as if nothing had been said, and a small delay changes nothing', () => {
    const prompt = anySecond(fc.nat(STALL_MS - 1));
    const stop = fc.tuple(anySecond(fc.integer({ min: STALL_MS, max: 60_000 })), prompt);
    const seconds = fc.array(fc.oneof(prompt, stop), { maxLength: 200 });
    fc.assert(
      fc.property(seconds, (run) => {
        let [told, untold] = [createLadder(), createLadder()];
        for (const one of run.flat()) told = stepLadder(told, one);
        for (const one of run.flatMap((some) => (Array.isArray(some) ? some.map(() => NOTHING_SAID) : [{ ...some, tickLateMs: 0 }])))
          untold = stepLadder(untold, one);
        expect({ ...told, doubtfulSeconds: 0 }).toEqual(untold);
      }),
    );
  });
});
