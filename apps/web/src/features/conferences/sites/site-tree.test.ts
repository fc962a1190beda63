import { describe, expect, it } from 'vitest';
import type { ListedUnit, Site } from '../../../live/organisation-api.ts';
import { unitTree } from '../../../live/unit-tree.ts';
import { allUnitIds, isChosen, siteTree, treeRows, withChoice } from './site-tree.ts';
import type { TreeRow } from './site-tree.ts';

const unit = (unitId: string, name: string, parentId: string | null): ListedUnit => ({
  ...{ unitId, code: unitId, name, kind: '', parentId, childCount: 0 },
});
const site = (siteId: string, placeId: string, name: string, active = true): Site => ({
  ...{
    siteId,
    code: '',
    unitId: placeId,
    placeId,
    placeName: '',
    name,
    kind: '',
    room: '',
    address: '',
    capacity: 0,
    active,
    officers: [],
  },
});
const units = unitTree([
  unit('t', 'Tỉnh Sông Lam', null),
  unit('x', 'Xã Đông Bến', 't'),
  unit('y', 'Xã Khe Sim', 't'),
  unit('z', 'Xã Trống', 't'),
]);
const sites = [
  site('hall', 't', 'Hội trường tỉnh'),
  site('x2', 'x', 'Phòng 10'),
  site('x1', 'x', 'Phòng 2'),
  site('y1', 'y', 'Phòng họp Khe Sim'),
  site('old', 'y', 'Phòng cũ', false),
  site('lost', 'nowhere', 'Phòng lạc'),
];
const { tops, stray } = siteTree(units, sites);
const names = (rows: readonly TreeRow[]) => rows.map((row) => (row.kind === 'branch' ? row.branch.name : `· ${row.room.name}`));

describe('the tree of invitations', () => {
  it('[PAGE-61] has units with rooms in use below them, rooms by name, and rooms of no unit beside', () => {
    expect(names(treeRows(tops, allUnitIds(tops), ''))).toEqual([
      'Tỉnh Sông Lam',
      '· Hội trường tỉnh',
      'Xã Đông Bến',
      '· Phòng 2',
      '· Phòng 10',
      'Xã Khe Sim',
      '· Phòng họp Khe Sim',
    ]);
    expect(names(treeRows(tops, new Set(), ''))).toEqual(['Tỉnh Sông Lam']);
    expect(stray.map(({ siteId }) => siteId)).toEqual(['lost']);
    expect(tops[0]?.siteIds).toHaveLength(4);
  });

  it('[PAGE-61] is searched by unit and room without diacritics; a unit that is found shows its rooms', () => {
    expect(names(treeRows(tops, new Set(), 'dong ben'))).toEqual(['Tỉnh Sông Lam', 'Xã Đông Bến', '· Phòng 2', '· Phòng 10']);
    expect(names(treeRows(tops, new Set(), 'phong 10'))).toEqual(['Tỉnh Sông Lam', 'Xã Đông Bến', '· Phòng 10']);
    expect(treeRows(tops, new Set(), 'karaoke')).toEqual([]);
  });

  it('[PAGE-62] remembers only what differs from what is saved', () => {
    const saved = new Set(['hall', 'x1']);
    const branch = withChoice(new Map(), ['hall', 'x1', 'x2'], { saved, wanted: true });
    expect([...branch]).toEqual([['x2', true]]);
    const less = withChoice(branch, ['x1'], { saved, wanted: false });
    expect([...less]).toEqual([
      ['x2', true],
      ['x1', false],
    ]);
    expect(['hall', 'x1', 'x2', 'y1'].map((siteId) => isChosen(less, saved, siteId))).toEqual([true, false, true, false]);
    expect([...withChoice(less, ['x1', 'x2'], { saved: new Set(['x1', 'hall']), wanted: true })]).toEqual([['x2', true]]);
  });
});
