import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addQuality, cutMs, gradeQuality, meanValue, NO_QUALITY, tallyOfSample, type QualitySample, type QualityTally } from './quality.ts';

const GOOD: QualitySample = {
  connected: true,
  uplink: 'good',
  downlink: 'good',
  uplinkLossRatio: 0,
  downlinkLossRatio: 0.01,
  rttMs: 40,
  uplinkBps: 2_000_000,
  rung: 'full',
};
const AWAY: QualitySample = { ...GOOD, connected: false };

function tallyOf(...parts: readonly (readonly [number, QualitySample])[]): QualityTally {
  const samples = parts.flatMap(([seconds, sample]) => Array.from({ length: seconds }, () => sample));
  return samples.map(tallyOfSample).reduce(addQuality, NO_QUALITY);
}

const grade = (tally: QualityTally, cuts: Parameters<typeof gradeQuality>[1] = []) => gradeQuality(tally, cuts, 10_000_000);

describe('the quality of a room', () => {
  it('[QUALITY-1] is summed second by second; who is away counts as away and as nothing else', () => {
    const tally = tallyOf([3, GOOD], [1, { ...GOOD, uplink: 'bad', rttMs: 400, rung: 'audio' }], [2, AWAY]);
    expect(tally).toMatchObject({ seconds: 6, connectedSeconds: 4, badSeconds: 1, rttMaxMs: 400, audioSeconds: 1, textSeconds: 0 });
    expect(meanValue(tally.rttMs)).toBe(130);
    expect(meanValue(tallyOf([1, { ...GOOD, rttMs: null }]).rttMs)).toBeNull();
  });

  it('[QUALITY-2] adds up the same in whatever pieces it was summed', () => {
    const sample = fc.record({
      connected: fc.boolean(),
      uplink: fc.constantFrom('good' as const, 'weak' as const, 'bad' as const, 'lost' as const, 'unknown' as const),
      downlink: fc.constantFrom('good' as const, 'bad' as const),
      uplinkLossRatio: fc.option(fc.integer({ min: 0, max: 1 })),
      downlinkLossRatio: fc.option(fc.integer({ min: 0, max: 1 })),
      rttMs: fc.option(fc.nat(2_000)),
      uplinkBps: fc.option(fc.nat(3_000_000)),
      rung: fc.option(fc.constantFrom('full' as const, 'small' as const, 'audio' as const, 'text' as const)),
    });
    fc.assert(
      fc.property(fc.array(sample), fc.array(sample), (a, b) => {
        const sum = (samples: readonly QualitySample[]) => samples.map(tallyOfSample).reduce(addQuality, NO_QUALITY);
        expect(addQuality(sum(a), sum(b))).toEqual(sum([...a, ...b]));
      }),
    );
  });

  it.each([
    ['absent', tallyOf([600, AWAY]), []],
    ['good', tallyOf([600, GOOD], [5, { ...GOOD, rung: 'small' }]), []],
    ['weak', tallyOf([600, GOOD], [30, { ...GOOD, rung: 'small' }]), []],
    ['weak', tallyOf([600, { ...GOOD, downlinkLossRatio: 0.05 }]), []],
    ['weak', tallyOf([600, GOOD]), [{ fromMs: 0, untilMs: 8_000 }]],
    ['bad', tallyOf([500, GOOD], [100, AWAY]), []],
    ['bad', tallyOf([6_000, GOOD]), [{ fromMs: 0, untilMs: 300_000 }]],
    ['bad', tallyOf([600, GOOD], [100, { ...GOOD, rung: 'text' }]), []],
    ['bad', tallyOf([600, { ...GOOD, uplinkLossRatio: 0.15 }]), []],
  ] as const)('[QUALITY-3] in one word: %s', (expected, tally, cuts) => expect(grade(tally, cuts)).toBe(expected));

  it('[QUALITY-3] a cut that has not ended lasts until now', () => {
    expect(
      cutMs(
        [
          { fromMs: 1_000, untilMs: 3_000 },
          { fromMs: 6_000, untilMs: null },
        ],
        10_000,
      ),
    ).toBe(6_000);
    expect(gradeQuality(tallyOf([600, GOOD]), [{ fromMs: 0, untilMs: null }], 300_000)).toBe('bad');
  });
});
