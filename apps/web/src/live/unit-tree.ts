import { foldVietnamese } from '@diemcau/core';
import type { ListedUnit } from './organisation-api.ts';

export interface UnitNode {
  readonly unit: ListedUnit;
  /** Depth below the tops that the reader sees, 0 there. */
  readonly depth: number;
  /** Place among its siblings, from 1. */
  readonly place: number;
  readonly parent: UnitNode | null;
  /** Code and name for searching. */
  readonly folded: string;
  readonly children: readonly UnitNode[];
}

export interface UnitTree {
  readonly byId: ReadonlyMap<string, UnitNode>;
  /** Parents before children, siblings as the server sorts them. */
  readonly order: readonly UnitNode[];
  readonly tops: readonly UnitNode[];
}

type Growing = UnitNode & { readonly children: UnitNode[] };

/** From a list in the order of a drawn tree. A unit whose parent the reader may not see stands at the top. */
export function unitTree(units: readonly ListedUnit[]): UnitTree {
  const byId = new Map<string, Growing>();
  const tops: UnitNode[] = [];
  for (const unit of units) {
    const parent = unit.parentId === null ? null : (byId.get(unit.parentId) ?? null);
    const siblings = parent ? parent.children : tops;
    const folded = foldVietnamese(`${unit.code} ${unit.name}`);
    const node: Growing = { unit, depth: parent ? parent.depth + 1 : 0, place: siblings.length + 1, parent, folded, children: [] };
    siblings.push(node);
    byId.set(unit.unitId, node);
  }
  return { byId, order: [...byId.values()], tops };
}

export interface TreeRow {
  readonly node: UnitNode;
  readonly open: boolean;
  /** What the search is about, and not only on the way to it. */
  readonly found: boolean;
}

/** Rows as they are drawn: what is open, or with a search everything found and the way to it. */
export function treeRows(tree: UnitTree, open: ReadonlySet<string>, search: string): readonly TreeRow[] {
  const wanted = foldVietnamese(search);
  if (wanted !== '') return foundRows(tree, wanted);
  const shown = new Set<string>();
  return tree.order.flatMap((node) => {
    const { unit, parent } = node;
    if (parent && !(shown.has(parent.unit.unitId) && open.has(parent.unit.unitId))) return [];
    shown.add(unit.unitId);
    return { node, open: open.has(unit.unitId), found: false };
  });
}

function foundRows(tree: UnitTree, wanted: string): readonly TreeRow[] {
  const found = tree.order.filter((node) => node.folded.includes(wanted));
  const hits = new Set(found);
  const onTheWay = new Set<UnitNode>();
  for (const node of found) for (let up = node.parent; up && !onTheWay.has(up); up = up.parent) onTheWay.add(up);
  const shown = tree.order.filter((node) => hits.has(node) || onTheWay.has(node));
  return shown.map((node) => ({ node, open: onTheWay.has(node), found: hits.has(node) }));
}

/** A tree that fits on a screen or two is shown whole; of a larger one the tops and what is right below. */
const SHOWN_WHOLE_MAX = 60;

export function openAtFirst({ order }: UnitTree): ReadonlySet<string> {
  const wide = order.filter((node) => order.length <= SHOWN_WHOLE_MAX || node.depth === 0);
  return new Set(wide.map((node) => node.unit.unitId));
}

/** The open units plus everything above one, so that it can be seen. */
export function openTo(tree: UnitTree, open: ReadonlySet<string>, unitId: string): ReadonlySet<string> {
  const wider = new Set(open);
  for (let up = tree.byId.get(unitId)?.parent; up; up = up.parent) wider.add(up.unit.unitId);
  return wider;
}

/** The unit itself and everything below it. */
export function branchOf(node: UnitNode): readonly UnitNode[] {
  const found = [node];
  // An array visits what is added while it is walked.
  for (const one of found) found.push(...one.children);
  return found;
}

export interface UnitHit {
  readonly unitId: string;
  readonly name: string;
  /** Names from the top down to the parent. */
  readonly path: string;
}

/** Units for a picker, those whose name begins with the words first. */
export function findUnits(tree: UnitTree, search: string, limit: number): readonly UnitHit[] {
  const wanted = foldVietnamese(search);
  const hits = tree.order.filter((node) => node.folded.includes(wanted));
  const begins = (node: UnitNode) => foldVietnamese(node.unit.name).startsWith(wanted);
  const sorted = wanted === '' ? hits : [...hits.filter(begins), ...hits.filter((node) => !begins(node))];
  return sorted.slice(0, limit).map(hitOf);
}

export function hitOf(node: UnitNode): UnitHit {
  const names: string[] = [];
  for (let up = node.parent; up; up = up.parent) names.unshift(up.unit.name);
  return { unitId: node.unit.unitId, name: node.unit.name, path: names.join(' › ') };
}
