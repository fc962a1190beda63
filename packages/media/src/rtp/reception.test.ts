import { describe, expect, it } from 'vitest';
import { createReception, dueRepairs, receive, reportBlock, takeGaps } from './reception.ts';

function receiveAll(sequences: readonly number[]): ReturnType<typeof createReception> {
  const state = createReception(1, 90_000, sequences[0]!);
  sequences.forEach((sequence, index) => receive(state, sequence, index * 3600, index * 40));
  return state;
}

describe('reception of one source', () => {
  it('[MEDIA-24] asks for missing packets at once, again after a while, and at most five times', () => {
    const state = receiveAll([0xfffe, 2]);
    expect(dueRepairs(state, 1000)).toEqual([0xffff, 0, 1]);
    expect(dueRepairs(state, 1010)).toEqual([]);
    receive(state, 0, 0, 1020);
    for (let nowMs = 1100; nowMs < 1500; nowMs += 100) expect(dueRepairs(state, nowMs)).toEqual([0xffff, 1]);
    expect(dueRepairs(state, 1600)).toEqual([]);
    expect(state.missing.size).toBe(0);
  });

  it('[MEDIA-24] never waits for more than half a second of packets, and for none after a restart of the source', () => {
    expect(receiveAll([0, 400]).missing.size).toBe(128);
    expect(receiveAll([0, 100, 300]).missing.size).toBe(128);
    expect(receiveAll([0, 30_000]).missing.size).toBe(0);
  });

  it('[MEDIA-25] reports loss of the interval, highest sequence and delay since the last report', () => {
    const state = receiveAll([10, 11, 12, 14]);
    state.lastReport = { ntpMiddle: 77, atMs: 1000 };
    expect(reportBlock(state, 1500)).toMatchObject({
      fractionLost: 51,
      packetsLost: 1,
      highestSequence: 14,
      lastReport: 77,
      sinceLastReport: 32768,
    });
    receive(state, 15, 0, 200);
    expect(reportBlock(state, 1500).fractionLost).toBe(0);
  });

  it('[MEDIA-25] counts turns of the sequence number', () => {
    expect(reportBlock(receiveAll([0xffff, 0, 1]), 0)).toMatchObject({ highestSequence: 0x10001, packetsLost: 0 });
  });

  it('[MEDIA-25] tells how much did not come the first time, repaired or not', () => {
    const state = receiveAll([1, 2, 5, 3, 4]);
    expect(takeGaps(state)).toEqual({ expected: 5, lost: 2 });
    expect(takeGaps(state)).toEqual({ expected: 0, lost: 0 });
  });
});
