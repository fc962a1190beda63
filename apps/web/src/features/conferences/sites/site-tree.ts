import { foldVietnamese } from '@diemcau/core';
import type { SiteId, UnitId } from '@diemcau/core';
import type { Site } from '../../../live/organisation-api.ts';
import type { UnitTree } from '../../../live/unit-tree.ts';

export interface Room {
  readonly siteId: SiteId;
  readonly name: string;
  /** Its name, code and unit for searching. */
  readonly folded: string;
}

export interface Branch {
  readonly unitId: UnitId;
  readonly name: string;
  readonly depth: number;
  readonly folded: string;
  readonly parent: Branch | null;
  readonly rooms: readonly Room[];
  readonly below: readonly Branch[];
  /** Rooms of the unit and of everything below it. */
  readonly siteIds: readonly SiteId[];
}

export type TreeRow =
  | { readonly kind: 'branch'; readonly branch: Branch; readonly open: boolean }
  | { readonly kind: 'room'; readonly room: Room; readonly depth: number };

const COLLATOR = new Intl.Collator('vi', { numeric: true });
interface Growing extends Omit<Branch, 'parent' | 'rooms' | 'below' | 'siteIds'> {
  readonly parent: Growing | null;
  readonly rooms: Room[];
  readonly below: Growing[];
  readonly siteIds: SiteId[];
}

/** Units that have rooms in use somewhere below them, with these; rooms of a unit that is nowhere come last, in `stray`. */
export function siteTree(tree: UnitTree, sites: readonly Site[]): { readonly tops: readonly Branch[]; readonly stray: readonly Room[] } {
  const branches = new Map<UnitId, Growing>();
  const tops: Growing[] = [];
  for (const { unit, depth, parent, folded } of tree.order) {
    const above = parent ? (branches.get(parent.unit.unitId) ?? null) : null;
    const branch: Growing = { unitId: unit.unitId, name: unit.name, depth, folded, parent: above, rooms: [], below: [], siteIds: [] };
    branches.set(unit.unitId, branch);
    if (above) above.below.push(branch);
    else tops.push(branch);
  }
  const stray: Room[] = [];
  for (const site of sites.filter(({ active }) => active).toSorted((a, b) => COLLATOR.compare(a.name, b.name))) {
    const room = { siteId: site.siteId, name: site.name, folded: foldVietnamese(`${site.code} ${site.name} ${site.placeName}`) };
    const branch = branches.get(site.placeId ?? '');
    if (branch) branch.rooms.push(room);
    else stray.push(room);
    for (let up = branch ?? null; up; up = up.parent) up.siteIds.push(site.siteId);
  }
  return { tops: tops.flatMap((branch) => withRooms(branch) ?? []), stray };
}

function withRooms(branch: Growing): Branch | null {
  if (branch.siteIds.length === 0) return null;
  return { ...branch, below: branch.below.flatMap((one) => withRooms(one) ?? []) };
}

/** What is drawn: below open units, or with a search everything found and the way to it. */
export function treeRows(tops: readonly Branch[], open: ReadonlySet<UnitId>, search: string): readonly TreeRow[] {
  const words = foldVietnamese(search).trim();
  return tops.flatMap((branch) => (words === '' ? openRows(branch, open) : foundRows(branch, words.split(' '))));
}

function openRows(branch: Branch, open: ReadonlySet<UnitId>): readonly TreeRow[] {
  const isOpen = open.has(branch.unitId);
  const own: TreeRow = { kind: 'branch', branch, open: isOpen };
  return isOpen ? [own, ...roomRows(branch, branch.rooms), ...branch.below.flatMap((one) => openRows(one, open))] : [own];
}

/** A unit that is found brings its own rooms along. */
function foundRows(branch: Branch, words: readonly string[]): readonly TreeRow[] {
  const matches = (folded: string) => words.every((word) => folded.includes(word));
  const isFound = matches(branch.folded);
  const rooms = branch.rooms.filter((room) => isFound || matches(room.folded));
  const below = branch.below.flatMap((one) => foundRows(one, words));
  if (!isFound && rooms.length === 0 && below.length === 0) return [];
  return [{ kind: 'branch', branch, open: true }, ...roomRows(branch, rooms), ...below];
}

function roomRows(branch: Branch, rooms: readonly Room[]): readonly TreeRow[] {
  return rooms.map((room) => ({ kind: 'room', room, depth: branch.depth + 1 }));
}

/** Every unit that has something below it. */
export function allUnitIds(tops: readonly Branch[]): ReadonlySet<UnitId> {
  return new Set(tops.flatMap((branch) => [branch.unitId, ...allUnitIds(branch.below)]));
}

/** What differs from what is saved. */
export type Choice = ReadonlyMap<SiteId, boolean>;

export function withChoice(
  choice: Choice,
  siteIds: readonly SiteId[],
  { saved, wanted }: { readonly saved: ReadonlySet<SiteId>; readonly wanted: boolean },
): Choice {
  const next = new Map(choice);
  for (const siteId of siteIds) {
    if (saved.has(siteId) === wanted) next.delete(siteId);
    else next.set(siteId, wanted);
  }
  return next;
}

export function isChosen(choice: Choice, saved: ReadonlySet<SiteId>, siteId: SiteId): boolean {
  return choice.get(siteId) ?? saved.has(siteId);
}
