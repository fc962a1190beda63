import { describe, expect, it } from 'vitest';
import type { ListedUnit } from '../../live/organisation-api.ts';
import { treeKey } from './tree-keys.ts';
import { NOTHING_TYPED, typeAhead, typedWith } from './type-ahead.ts';
import { branchOf, findUnits, openAtFirst, openTo, treeRows, unitTree } from '../../live/unit-tree.ts';

function unit(unitId: string, name: string, parentId: string | null, childCount = 0): ListedUnit {
  return { unitId, code: unitId.toUpperCase(), name, kind: '', parentId, childCount };
}

const TREE = unitTree([
  unit('p', 'Tỉnh Hoà Bình', null, 2),
  unit('a', 'Xã Đông Lai', 'p', 1),
  unit('a1', 'Thôn Một', 'a'),
  unit('b', 'Xã Tây Sơn', 'p'),
]);
const ids = (rows: ReturnType<typeof treeRows>) => rows.map((row) => row.node.unit.unitId);
const all = new Set(['p', 'a']);

describe('the tree of units', () => {
  it('[PAGE-1] draws what stands under open units, with depth and place among siblings', () => {
    expect(ids(treeRows(TREE, new Set(), ''))).toEqual(['p']);
    expect(ids(treeRows(TREE, new Set(['a']), ''))).toEqual(['p']);
    expect(ids(treeRows(TREE, all, ''))).toEqual(['p', 'a', 'a1', 'b']);
    expect(TREE.byId.get('b')).toMatchObject({ depth: 1, place: 2 });
  });

  it('[PAGE-1] puts a unit at the top whose parent the reader may not see', () => {
    const tree = unitTree([unit('x', 'Xã', 'hidden'), unit('x1', 'Thôn', 'x')]);
    expect(tree.tops.map((node) => node.unit.unitId)).toEqual(['x']);
    expect(tree.byId.get('x1')!.depth).toBe(1);
  });

  it('[PAGE-1] opens a small tree whole and of a large one the tops', () => {
    expect(openAtFirst(TREE).has('a')).toBe(true);
    const many = unitTree([unit('p', 'Tỉnh', null), ...Array.from({ length: 100 }, (_, place) => unit(`c${place}`, 'Xã', 'p'))]);
    expect([...openAtFirst(many)]).toEqual(['p']);
    expect(openTo(TREE, new Set(), 'a1')).toEqual(new Set(['a', 'p']));
  });

  it('[PAGE-2] finds by name or code without diacritics and shows the way to it', () => {
    expect(ids(treeRows(TREE, new Set(), 'dong lai'))).toEqual(['p', 'a']);
    expect(treeRows(TREE, new Set(), 'thon').map((row) => row.found)).toEqual([false, false, true]);
    expect(ids(treeRows(TREE, new Set(), 'HOÀ BÌNH'))).toEqual(['p']);
    expect(ids(treeRows(TREE, new Set(), 'a1'))).toEqual(['p', 'a', 'a1']);
    expect(treeRows(TREE, all, 'nowhere')).toEqual([]);
    expect(findUnits(TREE, 'xa', 1)).toEqual([{ unitId: 'a', name: 'Xã Đông Lai', path: 'Tỉnh Hoà Bình' }]);
  });

  it('[PAGE-2] draws ten thousand units of any depth', () => {
    const deep = Array.from({ length: 10_000 }, (_, place) => unit(`u${place}`, `Đơn vị ${place}`, place === 0 ? null : `u${place - 1}`));
    const tree = unitTree(deep);
    expect(treeRows(tree, new Set(), 'don vi 9999')).toHaveLength(10_000);
    expect(branchOf(tree.tops[0]!)).toHaveLength(10_000);
  });

  it.each([
    ['ArrowDown', 'p', { cursor: 'a' }],
    ['ArrowDown', 'b', { cursor: 'b' }],
    ['ArrowUp', 'b', { cursor: 'a1' }],
    ['ArrowRight', 'a', { cursor: 'a1' }],
    ['ArrowRight', 'b', null],
    ['ArrowLeft', 'a', { close: 'a' }],
    ['ArrowLeft', 'a1', { cursor: 'a' }],
    ['ArrowLeft', 'b', { cursor: 'p' }],
    ['Home', 'b', { cursor: 'p' }],
    ['End', 'p', { cursor: 'b' }],
    ['*', 'a', { open: ['a', 'b'] }],
    ['Enter', 'a1', { choose: 'a1' }],
    [' ', 'a1', { choose: 'a1' }],
    ['x', 'a1', null],
    ['ArrowDown', null, { cursor: 'p' }],
  ])('[PAGE-3] %s on %s', (key, cursor, move) => {
    expect(treeKey(treeRows(TREE, all, ''), cursor, key)).toEqual(move);
  });

  it('[PAGE-3] opens a closed unit with the right arrow', () => {
    expect(treeKey(treeRows(TREE, new Set(['p']), ''), 'a', 'ArrowRight')).toEqual({ open: ['a'] });
    expect(treeKey([], null, 'ArrowDown')).toBeNull();
  });

  it.each([
    ['d', 'p', { cursor: 'a' }],
    ['xa d', 'p', { cursor: 'a' }],
    ['Tây', 'a', { cursor: 'b' }],
    ['t', 'a1', { cursor: 'b' }],
    ['x', 'b', { cursor: 'a' }],
    ['a1', 'p', { cursor: 'a1' }],
    ['ong', 'p', null],
  ])('[PAGE-80] %j typed on %s goes to the next unit with a word that begins so', (text, cursor, move) => {
    expect(typeAhead(treeRows(TREE, all, ''), cursor, text)).toEqual(move);
  });

  it('[PAGE-80] letters typed within a second belong together; a blank alone chooses as before', () => {
    const first = typedWith(NOTHING_TYPED, 'đ', 5_000)!;
    expect(typedWith(first, 'ô', 5_900)?.text).toBe('đô');
    expect(typedWith(first, 'ô', 6_100)?.text).toBe('ô');
    expect(typedWith(first, ' ', 5_100)?.text).toBe('đ ');
    expect(typedWith(first, ' ', 7_000)).toBeNull();
    expect(typedWith(first, 'ArrowDown', 5_100)).toBeNull();
    expect(typedWith(NOTHING_TYPED, '*', 0)).toBeNull();
  });
});
