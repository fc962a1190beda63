import { describe, expect, it } from 'vitest';
import { foldGrants } from '../grants/evolve.ts';
import { ROLES, type Grant, type Role } from '../grants/state.ts';
import { grown, LATER, on, PROVINCE, TODAY, unit } from '../tree/testing/given-tree.ts';
import type { TreeState } from '../tree/state.ts';
import { ACTIONS, may, mayAsRole, placeOf, scopesOf, type Access, type Action } from './may.ts';
import { treeTargets } from './tree-targets.ts';

/** Province `p`; districts `d` (communes `x`, `y`) and `e`; and another top unit, `q`. */
const tree = grown(PROVINCE, on('2026-01-01', { type: 'CreateUnits', units: [unit('q')] }));

function access(
  given: Partial<Grant> & { readonly role: Role },
  { in: where = tree, day = TODAY }: { in?: TreeState; day?: string } = {},
): Access {
  const grant: Grant = { grantId: 'g', accountId: 'lan', unitId: 'd', from: '2026-01-01', until: null, deputyOf: null, ...given };
  return { grants: foldGrants([{ type: 'RoleGranted', ...grant, atMs: 1 }]), tree: where, day };
}

/** The policy once more, by action, as the sentences above MAY have it; `w`: over the whole organisation only. */
const TABLE: Readonly<Record<Action, string>> = {
  //                        adm chr sec sOf uOf spk aud
  'unit.read': '            +   +   +   +   +   +   +',
  'unit.change': '          +   -   -   -   -   -   -',
  'site.read': '            +   +   +   +   +   -   +',
  'site.change': '          +   -   +   +   +   -   -',
  'site.join': '            -   -   -   +   -   -   -',
  'contact.read': '         +   +   +   -   +   -   +',
  'contact.change': '       +   -   +   -   +   -   -',
  'account.read': '         +   +   +   -   -   -   +',
  'account.change': '       +   -   -   -   -   -   -',
  'grant.read': '           +   -   -   -   -   -   +',
  'grant.change': '         +   -   -   -   -   -   -',
  'conference.read': '      +   +   +   -   -   +   +',
  'conference.create': '    +   +   +   -   -   -   -',
  'import.run': '           +   -   -   -   -   -   -',
  'export.run': '           +   -   +   -   +   -   +',
  'journal.read': '         +   -   -   -   -   -   +',
  'personal-data.handle': ' w   -   -   -   -   -   -',
  'system.read': '          w   -   -   -   -   -   w',
  'system.change': '        w   -   -   -   -   -   -',
};
const CELLS = ACTIONS.flatMap((action) => ROLES.map((role, place) => ({ action, role, mark: TABLE[action].trim().split(/\s+/)[place]! })));

describe('who may do what', () => {
  it.each(CELLS)('[GRANT-9] $role, $action: $mark', ({ action, role, mark }) => {
    const inside = ['d', 'x', 'y'];
    const outside = ['p', 'e', 'q', 'nobody', null];
    for (const unitId of inside) expect(may(access({ role }), 'lan', action, unitId)).toBe(mark === '+');
    for (const unitId of outside) expect(may(access({ role }), 'lan', action, unitId)).toBe(false);
    for (const unitId of [...inside, ...outside]) {
      expect(may(access({ role, unitId: null }), 'lan', action, unitId)).toBe(mark !== '-');
      expect(may(access({ role, unitId: null }), 'minh', action, unitId)).toBe(false);
    }
    expect(mayAsRole(role, action)).toBe(mark !== '-');
  });

  it('[GRANT-10] an administrator of one top unit is not one of the whole organisation', () => {
    const top = access({ role: 'administrator', unitId: 'p' });
    expect(may(top, 'lan', 'unit.change', 'x')).toBe(true);
    for (const action of ['system.change', 'system.read', 'personal-data.handle'] as const)
      expect(may(top, 'lan', action, 'p')).toBe(false);
    expect(may(top, 'lan', 'unit.change', null)).toBe(false);
    expect(may(top, 'lan', 'unit.change', 'q')).toBe(false);
  });

  it('[GRANT-11] a deputy may what the holder may, but gives no roles', () => {
    const holder: Grant = {
      grantId: 'g',
      accountId: 'an',
      role: 'administrator',
      unitId: 'd',
      from: '2026-01-01',
      until: null,
      deputyOf: null,
    };
    const stand: Grant = { ...holder, grantId: 'h', accountId: 'lan', until: LATER, deputyOf: 'g' };
    const grants = foldGrants([holder, stand].map((grant) => ({ type: 'RoleGranted' as const, ...grant, atMs: 1 })));
    for (const action of ACTIONS) {
      const expected = may({ grants, tree, day: TODAY }, 'an', action, 'x') && action !== 'grant.change';
      expect(may({ grants, tree, day: TODAY }, 'lan', action, 'x')).toBe(expected);
    }
  });

  it('[GRANT-12] a grant outside its days carries nothing', () => {
    for (const days of [{ from: LATER }, { from: '2026-01-01', until: '2026-10-14' }]) {
      expect(may(access({ role: 'auditor', ...days }), 'lan', 'unit.read', 'x')).toBe(false);
      expect(scopesOf(access({ role: 'auditor', ...days }), 'lan', 'unit.read')).toEqual([]);
    }
  });
});

describe('rights when units change', () => {
  it('[GRANT-13] rights over a merged unit are rights over the one that carries on, and over what was merged into it', () => {
    const merged = grown(PROVINCE, on(LATER, { type: 'MergeUnits', unitIds: ['d', 'e'], into: unit('n', 'p') }));
    const before = access({ role: 'administrator' }, { in: merged });
    const later = access({ role: 'administrator' }, { in: merged, day: LATER });
    expect([may(before, 'lan', 'unit.change', 'e'), may(later, 'lan', 'unit.change', 'e')]).toEqual([false, true]);
    expect([may(before, 'lan', 'unit.change', 'x'), may(later, 'lan', 'unit.change', 'x')]).toEqual([true, true]);
    expect(scopesOf(later, 'lan', 'unit.change')).toEqual(['n']);
    expect(may(later, 'lan', 'unit.change', 'p')).toBe(false);
  });

  it('[GRANT-14] rights over a split unit are rights over all its parts', () => {
    const parts = ['d1', 'd2'].map((unitId) => ({ unitId, code: '', name: unitId, kind: '' }));
    const split = grown(PROVINCE, on(LATER, { type: 'SplitUnit', unitId: 'd', parts, children: [{ unitId: 'y', partId: 'd2' }] }));
    const later = access({ role: 'administrator' }, { in: split, day: LATER });
    for (const unitId of ['d1', 'd2', 'x', 'y', 'd']) expect(may(later, 'lan', 'unit.change', unitId)).toBe(true);
    expect(may(later, 'lan', 'unit.change', 'e')).toBe(false);
    expect(scopesOf(later, 'lan', 'unit.change')).toEqual(['d1', 'd2']);
  });

  it('[GRANT-15] what is planned, or closed without a successor, belongs where it is going to stand or last stood', () => {
    const changing = grown(
      PROVINCE,
      on(LATER, { type: 'CreateUnits', units: [unit('n', 'd'), unit('m', 'n')] }),
      on('2026-02-01', { type: 'CloseUnit', unitId: 'x', successorId: null }),
    );
    for (const unitId of ['n', 'm', 'x']) {
      expect(placeOf(changing, unitId, TODAY)).toBe('d');
      expect(may(access({ role: 'administrator' }, { in: changing }), 'lan', 'unit.change', unitId)).toBe(true);
      expect(may(access({ role: 'administrator', unitId: 'e' }, { in: changing }), 'lan', 'unit.change', unitId)).toBe(false);
    }
    expect(placeOf(changing, 'nobody', TODAY)).toBeNull();
  });

  it('[GRANT-13] a right over a unit that nobody carries on for is a right over nothing', () => {
    const closed = grown(PROVINCE, on('2026-02-01', { type: 'CloseUnit', unitId: 'e', successorId: null }));
    expect(scopesOf(access({ role: 'administrator', unitId: 'e' }, { in: closed }), 'lan', 'unit.change')).toEqual([]);
    expect(may(access({ role: 'administrator', unitId: 'e' }, { in: closed }), 'lan', 'unit.change', 'e')).toBe(false);
  });
});

describe('what a command of the tree needs a right over', () => {
  it('[GRANT-16] its name is a unit’s own; that it is there, and where, is its parent’s', () => {
    const parts = [unit('n'), unit('m')];
    const target = (order: Parameters<typeof on>[1]) => treeTargets(tree, on(TODAY, order));
    expect(target({ type: 'RenameUnit', unitId: 'd', name: '' })).toEqual(['d']);
    expect(target({ type: 'RecodeUnit', unitId: 'd', code: '' })).toEqual(['d']);
    expect(target({ type: 'ChangeUnitKind', unitId: 'd', kind: '' })).toEqual(['d']);
    expect(target({ type: 'CreateUnits', units: [unit('n', 'd'), unit('m', 'n'), unit('o')] })).toEqual(['d', null]);
    expect(target({ type: 'ImportUnits', units: [unit('n', 'd')] })).toEqual([null]);
    expect(target({ type: 'MoveUnit', unitId: 'x', parentId: 'e' })).toEqual(['d', 'e']);
    expect(target({ type: 'SplitUnit', unitId: 'd', parts, children: [] })).toEqual(['p']);
    expect(target({ type: 'MergeUnits', unitIds: ['x', 'e'], into: unit('n', 'p') })).toEqual(['d', 'p', 'p']);
    expect(target({ type: 'CloseUnit', unitId: 'd', successorId: 'e' })).toEqual(['p', 'e']);
    expect(target({ type: 'CloseUnit', unitId: 'p', successorId: null })).toEqual([null]);
    expect(target({ type: 'ReopenUnit', unit: unit('x', 'e') })).toEqual(['x', 'e']);
    expect(target({ type: 'MoveUnit', unitId: 'nobody', parentId: 'd' })).toEqual([null, 'd']);
  });
});
