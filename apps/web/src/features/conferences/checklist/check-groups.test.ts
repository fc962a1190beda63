import { describe, expect, it } from 'vitest';
import { STANDARD_CHECKLIST } from '@diemcau/core';
import type { DueCheck } from '@diemcau/core';
import { vi } from '../../../i18n/vi.ts';
import { checkGroups } from './check-groups.ts';

const due = STANDARD_CHECKLIST.map((check): DueCheck => ({ ...check, doneAtMs: null, doneBy: null, dueAtMs: null, overdue: false }));

describe('the checklist', () => {
  it('[PAGE-63] stands in groups from two weeks before to the day itself, everything in one of them', () => {
    const groups = checkGroups(due);
    expect(groups.map(({ name }) => name)).toEqual(['weeks', 'days', 'hours']);
    expect(groups.flatMap(({ checks }) => checks)).toEqual(due);
    expect(checkGroups(due.filter(({ dueBeforeMs }) => dueBeforeMs === 0))).toEqual([]);
  });

  it('[PAGE-63] has words for every standard item', () => {
    for (const { code } of STANDARD_CHECKLIST) expect(Object.keys(vi.planning.checklist.code)).toContain(code);
  });
});
