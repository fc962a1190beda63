import { describe, expect, it } from 'vitest';
import { Bug } from '../kernel/assert.ts';
import { bearerAt, childrenAt, heirsAt, isWithin, pathAt, predecessorsAt, subtreeAt, treeAt, unitAt } from './as-of.ts';
import type { TreeEvent } from './events.ts';
import { evolveTree, foldTree } from './evolve.ts';
import { historyOf, knownVersionsOf, plansAfter, versionsOf } from './history.ts';
import { EMPTY_TREE } from './state.ts';
import { answer, DOCUMENT, EARLY, expectRefused, grown, LATER, LATEST, on, PROVINCE, T0_MS, TODAY, unit } from './testing/given-tree.ts';

const name = (state: ReturnType<typeof grown>, unitId: string, day: string, recordedAtMs?: number) =>
  unitAt(state, unitId, recordedAtMs === undefined ? { day } : { day, recordedAtMs })?.name;

describe('creating', () => {
  it('[TREE-4] takes parents and children in one list, in any order', () => {
    const state = grown(PROVINCE);
    expect(pathAt(state, 'x', { day: TODAY })).toEqual(['x', 'd', 'p']);
    expect(childrenAt(state, 'd', { day: TODAY })).toEqual(['x', 'y']);
    expect(treeAt(state, { day: '2025-12-31' })).toEqual([]);
  });

  it('[TREE-4] is refused in order', () => {
    const state = grown(PROVINCE);
    expectRefused(state, on('2026-02-30', { type: 'CreateUnits', units: [unit('x')] }), 'day-invalid', { day: '2026-02-30' });
    expectRefused(state, on(TODAY, { type: 'CreateUnits', units: [unit('x', null, ' ')] }), 'unit-exists', { unitId: 'x' });
    expectRefused(state, on(TODAY, { type: 'CreateUnits', units: [unit('n'), unit('n')] }), 'unit-exists', { unitId: 'n' });
    expectRefused(state, on(TODAY, { type: 'CreateUnits', units: [unit('n', 'gone', ' ')] }), 'unit-name-missing');
    expectRefused(state, on(TODAY, { type: 'CreateUnits', units: [unit('n', 'gone')] }), 'unit-parent-missing', {
      unitId: 'n',
      day: TODAY,
    });
    expectRefused(state, on(TODAY, { type: 'CreateUnits', units: [unit('n', 'm'), unit('m', 'n')] }), 'unit-cycle', {
      unitId: 'n',
      day: TODAY,
    });
  });

  it('[TREE-5] keeps names in NFC, without stray blanks', () => {
    const state = grown(on(TODAY, { type: 'CreateUnits', units: [unit('n', null, '  Phường  Hòa\u00a0Bình '.normalize('NFD'))] }));
    expect(name(state, 'n', TODAY)).toBe('Phường Hòa Bình');
  });

  it('[TREE-6] two units of one day have different codes; a closed unit leaves its code to another', () => {
    const coded = (unitId: string, code: string) => ({ ...unit(unitId), code });
    const state = grown(
      on(EARLY, { type: 'CreateUnits', units: [coded('a', '01')] }),
      on(LATER, { type: 'CloseUnit', unitId: 'a', successorId: null }),
    );
    expectRefused(state, on(TODAY, { type: 'CreateUnits', units: [coded('b', '01')] }), 'unit-code-taken', { unitId: 'b', day: TODAY });
    expect(answer(state, on(LATER, { type: 'CreateUnits', units: [coded('b', '01')] })).ok).toBe(true);
    const both = grown(
      on(EARLY, { type: 'CreateUnits', units: [coded('a', '01'), coded('b', '02')] }),
      on(LATER, { type: 'RecodeUnit', unitId: 'b', code: '03' }),
    );
    expectRefused(both, on(LATER, { type: 'RecodeUnit', unitId: 'b', code: '01' }), 'unit-code-taken', { unitId: 'b', day: LATER });
    // Free in 2026, but taken from 2027 on.
    expectRefused(both, on(TODAY, { type: 'RecodeUnit', unitId: 'a', code: '03' }), 'unit-code-taken', { unitId: 'b', day: LATER });
  });

  it('[TREE-7] an id that every object inherits is an id like any other', () => {
    for (const unitId of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const state = grown(on(EARLY, { type: 'CreateUnits', units: [unit(unitId), unit('n', unitId)] }));
      expect(pathAt(state, 'n', { day: TODAY })).toEqual(['n', unitId]);
      expectRefused(EMPTY_TREE, on(TODAY, { type: 'RenameUnit', unitId, name: 'X' }), 'unit-unknown', { unitId });
    }
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});

describe('changing from a day', () => {
  it('[TREE-8] holds from that day, in the past, today or ahead, until the next change that is planned', () => {
    const planned = grown(PROVINCE, on(LATER, { type: 'RenameUnit', unitId: 'x', name: 'Mới' }));
    const state = foldTree(eventsOf(planned, on('2026-03-01', { type: 'RenameUnit', unitId: 'x', name: 'Giữa' })), planned);
    expect(['2026-02-28', '2026-03-01', TODAY, LATER].map((day) => name(state, 'x', day))).toEqual(['Đơn vị x', 'Giữa', 'Giữa', 'Mới']);
  });

  it('[TREE-8] every change is refused where the unit is not there on that day, and does nothing where it is so already', () => {
    const state = grown(PROVINCE);
    for (const unitId of ['x', 'nobody']) {
      const params = { unitId };
      expectRefused(state, on('2025-01-01', { type: 'RenameUnit', unitId, name: 'X' }), 'unit-unknown', params);
      expectRefused(state, on('2025-01-01', { type: 'MoveUnit', unitId, parentId: null }), 'unit-unknown', params);
      expectRefused(state, on('2025-01-01', { type: 'ChangeUnitKind', unitId, kind: 'xã' }), 'unit-unknown', params);
      expectRefused(state, on('2025-01-01', { type: 'CloseUnit', unitId, successorId: null }), 'unit-unknown', params);
    }
    expect(answer(state, on(TODAY, { type: 'RenameUnit', unitId: 'x', name: ' Đơn vị  x' }))).toEqual({ ok: true, events: [] });
    expect(answer(state, on(TODAY, { type: 'MoveUnit', unitId: 'x', parentId: 'd' }))).toEqual({ ok: true, events: [] });
    expectRefused(state, on(TODAY, { type: 'RenameUnit', unitId: 'x', name: '  ' }), 'unit-name-missing');
  });

  it('[TREE-9] what a plan for a later day would make unsound is refused, naming unit and day', () => {
    const state = grown(PROVINCE, on(LATER, { type: 'MoveUnit', unitId: 'x', parentId: 'e' }));
    // e under y now is sound only while x stands elsewhere.
    expectRefused(state, on(TODAY, { type: 'CloseUnit', unitId: 'e', successorId: null }), 'unit-parent-missing', {
      unitId: 'x',
      day: LATER,
    });
    expectRefused(state, on(TODAY, { type: 'MoveUnit', unitId: 'e', parentId: 'x' }), 'unit-cycle', { unitId: 'x', day: LATER });
    expectRefused(state, on(TODAY, { type: 'MoveUnit', unitId: 'p', parentId: 'x' }), 'unit-cycle', { unitId: 'd', day: TODAY });
  });

  it('[TREE-10] a plan is taken back by recording for its day what was so before', () => {
    const state = grown(
      PROVINCE,
      on(LATER, { type: 'RenameUnit', unitId: 'x', name: 'Mới' }),
      on(LATER, { type: 'RenameUnit', unitId: 'x', name: 'Đơn vị x' }),
    );
    expect(name(state, 'x', LATEST)).toBe('Đơn vị x');
  });
});

describe('the two time axes', () => {
  it('[TREE-3] a correction of the past changes what held then as known now, not as known then', () => {
    const state = grown(
      PROVINCE,
      on('2026-03-01', { type: 'RenameUnit', unitId: 'x', name: 'Sai' }),
      on('2026-03-01', { type: 'RenameUnit', unitId: 'x', name: 'Đúng' }),
    );
    const day = '2026-05-01';
    expect(name(state, 'x', day, T0_MS)).toBe('Đơn vị x');
    expect(name(state, 'x', day, T0_MS + 1_000)).toBe('Sai');
    expect(name(state, 'x', day)).toBe('Đúng');
    expect(name(state, 'x', EARLY)).toBe('Đơn vị x');
    expect(unitAt(state, 'x', { day, recordedAtMs: T0_MS - 1 })).toBeNull();
  });

  it('[TREE-3] a clock that is behind records nothing before what was recorded', () => {
    const state = grown(PROVINCE);
    const late = foldTree(eventsOf(state, on(TODAY, { type: 'RenameUnit', unitId: 'x', name: 'Mới' }), T0_MS - 5_000), state);
    expect(name(late, 'x', TODAY, T0_MS - 5_000)).toBeUndefined();
    expect(name(late, 'x', TODAY, T0_MS)).toBe('Mới');
  });
});

describe('reforms', () => {
  it('[TREE-11] a split closes the unit and gives its children to the parts', () => {
    const split = { type: 'SplitUnit' as const, unitId: 'd', parts: [part('d1'), part('d2')], children: [{ unitId: 'y', partId: 'd2' }] };
    const state = grown(PROVINCE, on(LATER, split));
    expect(unitAt(state, 'd', { day: LATER })).toBeNull();
    expect(childrenAt(state, 'd1', { day: LATER })).toEqual(['x']);
    expect(pathAt(state, 'y', { day: LATER })).toEqual(['y', 'd2', 'p']);
    expect(childrenAt(state, 'd', { day: TODAY })).toEqual(['x', 'y']);
    expect(heirsAt(state, 'd', { day: LATER })).toEqual(['d1', 'd2']);
    expect(predecessorsAt(state, 'd2', { day: LATER })).toEqual(['d']);
  });

  it('[TREE-11] a split is refused in order', () => {
    const state = grown(PROVINCE);
    const split = (unitId: string, parts: string[], children: { unitId: string; partId: string }[] = []) =>
      on(LATER, { type: 'SplitUnit', unitId, parts: parts.map(part), children });
    expectRefused(state, split('nobody', ['x', 'n']), 'unit-unknown', { unitId: 'nobody' });
    expectRefused(state, split('d', ['x', 'n']), 'unit-exists', { unitId: 'x' });
    expectRefused(state, split('d', ['n', 'n']), 'unit-exists', { unitId: 'n' });
    expectRefused(
      state,
      split(
        'd',
        ['m', 'n'],
        [
          { unitId: 'x', partId: 'm' },
          { unitId: 'x', partId: 'n' },
        ],
      ),
      'unit-exists',
      { unitId: 'x' },
    );
    expectRefused(state, split('d', ['m', 'n'], [{ unitId: 'x', partId: 'o' }]), 'unit-unknown', { unitId: 'o' });
    expectRefused(state, split('d', ['m', 'n'], [{ unitId: 'e', partId: 'n' }]), 'unit-unknown', { unitId: 'e' });
  });

  it('[TREE-12] a merge closes the units, and a new one or one of them carries on with all children', () => {
    for (const intoId of ['n', 'd']) {
      const state = grown(PROVINCE, on(LATER, { type: 'MergeUnits', unitIds: ['d', 'e'], into: unit(intoId, 'p', 'Huyện Mới') }));
      expect(childrenAt(state, intoId, { day: LATER })).toEqual(['x', 'y']);
      expect(name(state, intoId, LATER)).toBe('Huyện Mới');
      expect(['d', 'e'].map((unitId) => bearerAt(state, unitId, { day: LATER }))).toEqual([intoId, intoId]);
      expect(['d', 'e'].map((unitId) => bearerAt(state, unitId, { day: TODAY }))).toEqual(['d', 'e']);
    }
  });

  it('[TREE-12] a unit may be merged with what stands under it', () => {
    const state = grown(PROVINCE, on(LATER, { type: 'MergeUnits', unitIds: ['d', 'x'], into: unit('n', 'p') }));
    expect(childrenAt(state, 'n', { day: LATER })).toEqual(['y']);
    const up = grown(PROVINCE, on(LATER, { type: 'MergeUnits', unitIds: ['d', 'x'], into: unit('x', 'p') }));
    expect(pathAt(up, 'y', { day: LATER })).toEqual(['y', 'x', 'p']);
  });

  it('[TREE-12] a merge is refused in order', () => {
    const state = grown(PROVINCE);
    const merge = (unitIds: string[], intoId: string, parentId: string | null = 'p') =>
      on(LATER, { type: 'MergeUnits', unitIds, into: unit(intoId, parentId) });
    expectRefused(state, merge(['d', 'd'], 'x'), 'unit-exists', { unitId: 'd' });
    expectRefused(state, merge(['d', 'nobody'], 'x'), 'unit-unknown', { unitId: 'nobody' });
    expectRefused(state, merge(['d', 'e'], 'x'), 'unit-exists', { unitId: 'x' });
    expectRefused(state, merge(['d', 'e'], 'd', 'e'), 'unit-parent-missing', { unitId: 'd', day: LATER });
  });

  it('[TREE-13] a unit closes with a successor that takes its children, or without where it has none', () => {
    const state = grown(PROVINCE);
    expectRefused(state, on(LATER, { type: 'CloseUnit', unitId: 'd', successorId: 'd' }), 'unit-cycle', { unitId: 'd', day: LATER });
    expectRefused(state, on(LATER, { type: 'CloseUnit', unitId: 'd', successorId: 'nobody' }), 'unit-unknown', { unitId: 'nobody' });
    expectRefused(state, on(LATER, { type: 'CloseUnit', unitId: 'd', successorId: null }), 'unit-has-children', {
      unitId: 'd',
      children: 2,
    });
    const taken = grown(PROVINCE, on(LATER, { type: 'CloseUnit', unitId: 'd', successorId: 'e' }));
    expect(childrenAt(taken, 'e', { day: LATER })).toEqual(['x', 'y']);
    const byChild = grown(PROVINCE, on(LATER, { type: 'CloseUnit', unitId: 'd', successorId: 'x' }));
    expect(pathAt(byChild, 'y', { day: LATER })).toEqual(['y', 'x', 'p']);
    const empty = grown(PROVINCE, on(LATER, { type: 'CloseUnit', unitId: 'x', successorId: null }));
    expect(bearerAt(empty, 'x', { day: LATER })).toBeNull();
  });

  it('[TREE-14] duties pass from successor to successor, and back to a unit that is reopened', () => {
    const state = grown(
      PROVINCE,
      on(TODAY, { type: 'CloseUnit', unitId: 'x', successorId: 'y' }),
      on(LATER, { type: 'CloseUnit', unitId: 'y', successorId: 'e' }),
      on(LATEST, { type: 'ReopenUnit', unit: unit('x', 'e', 'Lại là x') }),
    );
    expect([EARLY, TODAY, LATER, LATEST].map((day) => bearerAt(state, 'x', { day }))).toEqual(['x', 'y', 'e', 'x']);
    expect(bearerAt(state, 'x', { day: LATER, recordedAtMs: T0_MS })).toBe('x');
    expect(name(state, 'x', LATEST)).toBe('Lại là x');
  });

  it('[TREE-15] reopening undoes a wrong closing, and moves a beginning back', () => {
    const state = grown(
      PROVINCE,
      on(TODAY, { type: 'CloseUnit', unitId: 'x', successorId: 'y' }),
      on(TODAY, { type: 'ReopenUnit', unit: unit('x', 'd') }),
    );
    expect(name(state, 'x', LATER)).toBe('Đơn vị x');
    const earlier = grown(
      on(EARLY, { type: 'CreateUnits', units: [unit('n')] }),
      on('2020-01-01', { type: 'ReopenUnit', unit: unit('n', null, 'Cũ') }),
    );
    expect(['2019-12-31', '2020-01-01', EARLY].map((day) => name(earlier, 'n', day))).toEqual([undefined, 'Cũ', 'Đơn vị n']);
    expectRefused(state, on(TODAY, { type: 'ReopenUnit', unit: unit('x') }), 'unit-exists', { unitId: 'x' });
    expectRefused(state, on(TODAY, { type: 'ReopenUnit', unit: unit('nobody') }), 'unit-unknown', { unitId: 'nobody' });
  });
});

describe('a list that is imported', () => {
  it('[TREE-16] creates, changes and reopens what it names in one step, and the same list again does nothing', () => {
    const state = grown(PROVINCE, on(TODAY, { type: 'CloseUnit', unitId: 'y', successorId: 'x' }));
    const list = on(TODAY, { type: 'ImportUnits', units: [unit('n', 'x'), unit('x', 'e', 'Tên mới'), unit('y', 'd')] });
    const events = eventsOf(state, list);
    expect(events.map((event) => event.type)).toEqual(['UnitsCreated', 'UnitRenamed', 'UnitMoved', 'UnitReopened']);
    const after = foldTree(events, state);
    expect(pathAt(after, 'n', { day: TODAY })).toEqual(['n', 'x', 'e', 'p']);
    expect(unitAt(after, 'd', { day: TODAY })?.name).toBe('Đơn vị d');
    expect(answer(after, list)).toEqual({ ok: true, events: [] });
    expectRefused(state, on(TODAY, { type: 'ImportUnits', units: [unit('n'), unit('n')] }), 'unit-exists', { unitId: 'n' });
  });

  it('[TREE-16] two units may change places and codes', () => {
    const state = grown(
      on(EARLY, {
        type: 'CreateUnits',
        units: [
          { ...unit('a'), code: '1' },
          { ...unit('b', 'a'), code: '2' },
        ],
      }),
    );
    const swap = on(TODAY, {
      type: 'ImportUnits',
      units: [
        { ...unit('b'), code: '1' },
        { ...unit('a', 'b'), code: '2' },
      ],
    });
    expect(pathAt(foldTree(eventsOf(state, swap), state), 'a', { day: TODAY })).toEqual(['a', 'b']);
  });
});

describe('reading', () => {
  it('[TREE-17] a subtree has the unit and everything below it on a day, parents first', () => {
    const state = grown(PROVINCE, on(LATER, { type: 'MoveUnit', unitId: 'x', parentId: 'e' }));
    expect(subtreeAt(state, 'd', { day: TODAY })).toEqual(['d', 'x', 'y']);
    expect(subtreeAt(state, 'd', { day: LATER })).toEqual(['d', 'y']);
    expect(subtreeAt(state, 'nobody', { day: LATER })).toEqual([]);
    expect(isWithin(state, 'x', 'e', { day: LATER })).toBe(true);
  });

  it('[TREE-18] the history of a unit shows past, planned and overruled facts with their documents', () => {
    const state = grown(
      PROVINCE,
      on(LATER, { type: 'RenameUnit', unitId: 'x', name: 'Sai' }),
      on(LATER, { type: 'RenameUnit', unitId: 'x', name: 'Đúng' }),
    );
    const names = historyOf(state, 'x').filter((fact) => fact.field === 'name');
    expect(names.map(({ value, from, holds, document }) => [value, from, holds, document])).toEqual([
      ['Đơn vị x', EARLY, true, DOCUMENT],
      ['Sai', LATER, false, DOCUMENT],
      ['Đúng', LATER, true, DOCUMENT],
    ]);
    expect(historyOf(state, 'nobody')).toEqual([]);
  });

  it('[TREE-18] versions are the stretches of days in which a unit is the same', () => {
    const state = grown(
      PROVINCE,
      on(LATER, { type: 'RenameUnit', unitId: 'x', name: 'Mới' }),
      on(LATEST, { type: 'CloseUnit', unitId: 'x', successorId: 'y' }),
    );
    const versions = versionsOf(state.units.get('x')!);
    expect(versions.map(({ from, to, name: called }) => [from, to, called])).toEqual([
      [EARLY, LATER, 'Đơn vị x'],
      [LATER, LATEST, 'Mới'],
    ]);
    expect(versionsOf(state.units.get('x')!, T0_MS).map(({ from, to }) => [from, to])).toEqual([[EARLY, null]]);
  });
});

describe('both axes at once', () => {
  it('[TREE-18] a version is known from the record that made it until the one that overruled it', () => {
    const state = grown(PROVINCE, on(LATER, { type: 'RenameUnit', unitId: 'x', name: 'Mới' }));
    expect(
      knownVersionsOf(state.units.get('x')!).map(({ from, to, knownFromMs, knownToMs }) => [from, to, knownFromMs - T0_MS, knownToMs]),
    ).toEqual([
      [EARLY, null, 0, T0_MS + 1_000],
      [EARLY, LATER, 1_000, null],
      [LATER, null, 1_000, null],
    ]);
  });
});

describe('folding', () => {
  it('[TREE-19] an unknown type, also one that every object inherits, and an unknown unit are bugs', () => {
    for (const type of ['UnitPainted', 'toString', 'constructor', '__proto__']) {
      expect(() => evolveTree(EMPTY_TREE, { type } as unknown as TreeEvent)).toThrow(Bug);
    }
    const event: TreeEvent = { type: 'UnitRenamed', unitId: 'x', name: 'X', from: TODAY, document: '', atMs: T0_MS };
    expect(() => evolveTree(EMPTY_TREE, event)).toThrow(Bug);
  });

  it('[TREE-20] the tree of a country takes one command as another', () => {
    const many = Array.from({ length: 10_000 }, (_, place) => unit(`u${place}`, place === 0 ? null : `u${Math.floor((place - 1) / 30)}`));
    const state = grown(
      on(EARLY, { type: 'CreateUnits', units: many.toReversed() }),
      on(TODAY, { type: 'ImportUnits', units: many.map((one) => ({ ...one, name: `${one.name} mới` })) }),
    );
    expect(subtreeAt(state, 'u1', { day: TODAY }).length).toBeGreaterThan(30);
    expect(answer(state, on(EARLY, { type: 'MoveUnit', unitId: 'u1', parentId: 'u9999' })).ok).toBe(true);
    expectRefused(state, on(EARLY, { type: 'MoveUnit', unitId: 'u0', parentId: 'u9999' }), 'unit-cycle', { unitId: 'u0', day: EARLY });
    const merged = many.slice(1, 1_001).map((one) => one.unitId);
    expect(answer(state, on(TODAY, { type: 'MergeUnits', unitIds: merged, into: unit('n', 'u0') })).ok).toBe(true);
  });
});

describe('plans', () => {
  it('[TREE-21] are listed by day and document with the units they touch; what has come or was overruled is none', () => {
    const state = grown(
      PROVINCE,
      on(LATER, { type: 'RenameUnit', unitId: 'x', name: 'Xã Mới' }),
      on(LATER, { type: 'RenameUnit', unitId: 'y', name: 'Phường Mới' }),
      on(LATEST, { type: 'CloseUnit', unitId: 'x', successorId: 'y' }),
    );
    const plans = plansAfter(state, TODAY);
    expect(plans.map(({ from }) => from)).toEqual([LATER, LATEST]);
    expect(plans[0]).toEqual({ from: LATER, document: DOCUMENT, unitIds: ['x', 'y'] });
    expect(plans[1]?.unitIds).toContain('x');
    expect(plansAfter(state, LATEST)).toEqual([]);
    expect(plansAfter(grown(PROVINCE), TODAY)).toEqual([]);
  });
});

function part(unitId: string) {
  return { unitId, code: '', name: `Phần ${unitId}`, kind: '' };
}

function eventsOf(state: Parameters<typeof answer>[0], command: Parameters<typeof answer>[1], atMs = T0_MS + 60_000): readonly TreeEvent[] {
  const decision = answer(state, command, atMs);
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.events;
}
