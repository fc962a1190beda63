import { describe, expect, it } from 'vitest';
import type { UnitFact } from '@diemcau/core';
import { namedIn, timelineOf } from './unit-timeline.ts';

function fact(field: UnitFact['field'], value: UnitFact['value'], from: string, rest: Partial<UnitFact> = {}): UnitFact {
  return { field, value, from, document: '01/QĐ', recordedAtMs: 1, holds: true, ...rest };
}

const FACTS: readonly UnitFact[] = [
  fact('exists', true, '2020-01-01'),
  fact('parent', null, '2020-01-01'),
  fact('name', 'Xã A', '2020-01-01'),
  fact('code', '', '2020-01-01'),
  fact('name', 'Xã B', '2025-07-01', { recordedAtMs: 2, holds: false }),
  fact('name', 'Xã C', '2025-07-01', { recordedAtMs: 3 }),
  fact('exists', false, '2027-01-01', { recordedAtMs: 4 }),
  fact('successors', ['d', 'e'], '2027-01-01', { recordedAtMs: 4 }),
];

describe('what is recorded about a unit', () => {
  it('[PAGE-4] stands with the plan first and the beginning last, a decision with all it changed', () => {
    const timeline = timelineOf(FACTS, '2026-01-01');
    expect(timeline.map(({ from, kind, planned, overruled }) => ({ from, kind, planned, overruled }))).toEqual([
      { from: '2027-01-01', kind: 'ends', planned: true, overruled: false },
      { from: '2025-07-01', kind: 'changes', planned: false, overruled: false },
      { from: '2025-07-01', kind: 'changes', planned: false, overruled: true },
      { from: '2020-01-01', kind: 'begins', planned: false, overruled: false },
    ]);
    expect(timeline.at(-1)!.facts.map((one) => one.value)).toEqual(['Xã A']);
  });

  it('[PAGE-4] names every unit that takes part', () => {
    expect([...namedIn([...FACTS, fact('parent', 'p', '2021-01-01')])]).toEqual([
      ['d', '2027-01-01'],
      ['e', '2027-01-01'],
      ['p', '2021-01-01'],
    ]);
  });
});
