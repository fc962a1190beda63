import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLadder, stepLadder } from './ladder.ts';
import { gatherLoss, lossRatioOf, NO_PACKETS, PACKETS_MIN, type PacketCount } from './loss.ts';

const HOUR_S = 3600;
/** A thumbnail of five frames a second, and what a room on the air sends beside it. */
const [THUMB_PACKETS, ALL_PACKETS] = [7, 300];

/** Which packets are lost by a fixed sequence of Lehmer's (Park and Miller 1988), so that every run is the same. */
function lossyLine(lossRatio: number): (packets: number) => PacketCount {
  let seed = 1;
  const isLost = (): boolean => {
    seed = (seed * 48_271) % 0x7fffffff;
    return seed / 0x7fffffff < lossRatio;
  };
  return (packets) => ({ expected: packets, lost: Array.from({ length: packets }, isLost).filter(Boolean).length });
}

function rungsOfAnHour(lossRatio: number, packets: number): Set<string> {
  const line = lossyLine(lossRatio);
  const rungs = new Set<string>();
  let [ladder, kept] = [createLadder(), NO_PACKETS];
  for (let second = 0; second < HOUR_S; second += 1) {
    const gathered = gatherLoss(kept, line(packets));
    kept = gathered.kept;
    ladder = stepLadder(ladder, { lossRatio: gathered.lossRatio, rttMs: 40, sentBps: 80_000, tickLateMs: 0 });
    rungs.add(ladder.rung);
  }
  return rungs;
}

describe('the loss of a publisher', () => {
  it('[NET-13] says nothing of fewer than twenty packets, and counts them with the next', () => {
    const first = gatherLoss(NO_PACKETS, { expected: PACKETS_MIN - 1, lost: 10 });
    expect(first.lossRatio).toBeUndefined();
    expect(gatherLoss(first.kept, { expected: 21, lost: 0 })).toEqual({ kept: NO_PACKETS, lossRatio: 0.25 });
  });

  it('[NET-13] takes nothing from a room with a line of five per cent, be it seen in a thumbnail alone or heard and seen', () => {
    expect(rungsOfAnHour(0.05, THUMB_PACKETS)).toEqual(new Set(['full']));
    expect(rungsOfAnHour(0.05, ALL_PACKETS)).toEqual(new Set(['full']));
    expect(rungsOfAnHour(0.6, THUMB_PACKETS)).toContain('audio');
  });

  it('[NET-13] forgets no packet and counts none twice', () => {
    const second = fc.nat(400).chain((expected) => fc.record({ expected: fc.constant(expected), lost: fc.nat(expected) }));
    fc.assert(
      fc.property(fc.array(second, { maxLength: 100 }), (seconds) => {
        let [kept, toldLost, toldExpected] = [NO_PACKETS, 0, 0];
        for (const one of seconds) {
          const all = { expected: kept.expected + one.expected, lost: kept.lost + one.lost };
          const gathered = gatherLoss(kept, one);
          expect(gathered.lossRatio).toBe(all.expected >= PACKETS_MIN ? lossRatioOf(all) : undefined);
          if (gathered.lossRatio !== undefined) [toldLost, toldExpected] = [toldLost + all.lost, toldExpected + all.expected];
          kept = gathered.kept;
        }
        const sum = (field: keyof PacketCount): number => seconds.reduce((total, one) => total + one[field], 0);
        expect([toldExpected + kept.expected, toldLost + kept.lost]).toEqual([sum('expected'), sum('lost')]);
      }),
    );
  });
});
