import type { TreeRow } from '../../live/unit-tree.ts';

/** What a key does: puts the cursor on a unit, opens or closes units, or chooses one. */
export interface TreeMove {
  readonly cursor?: string;
  readonly open?: readonly string[];
  readonly close?: string;
  readonly choose?: string;
}

/** Rows that Page Up and Page Down skip: less than the list shows, so that something stays in sight. */
const PAGE_ROWS = 10;

type Act = (rows: readonly TreeRow[], at: number) => TreeMove | null;

const to = (rows: readonly TreeRow[], place: number): TreeMove | null => {
  const row = rows[Math.min(Math.max(place, 0), rows.length - 1)];
  return row ? { cursor: row.node.unit.unitId } : null;
};
const choose: Act = (rows, at) => {
  const row = rows[at];
  return row ? { choose: row.node.unit.unitId } : null;
};

/** Keys of a tree as in the ARIA Authoring Practices, “Tree View Pattern”. */
const KEYS: Readonly<Record<string, Act>> = {
  ArrowDown: (rows, at) => to(rows, at + 1),
  ArrowUp: (rows, at) => to(rows, at - 1),
  PageDown: (rows, at) => to(rows, at + PAGE_ROWS),
  PageUp: (rows, at) => to(rows, at - PAGE_ROWS),
  Home: (rows) => to(rows, 0),
  End: (rows) => to(rows, rows.length - 1),
  ArrowRight: (rows, at) => {
    const row = rows[at];
    if (!row || row.node.children.length === 0) return null;
    return row.open ? to(rows, at + 1) : { open: [row.node.unit.unitId] };
  },
  ArrowLeft: (rows, at) => {
    const row = rows[at];
    if (row?.open) return { close: row.node.unit.unitId };
    return row?.node.parent ? { cursor: row.node.parent.unit.unitId } : null;
  },
  '*': (rows, at) => {
    const node = rows[at]?.node;
    return node ? { open: rows.filter((row) => row.node.parent === node.parent).map((row) => row.node.unit.unitId) } : null;
  },
  Enter: choose,
  ' ': choose,
};

/** null: the key means nothing here and is left to the browser. */
export function treeKey(rows: readonly TreeRow[], cursor: string | null, key: string): TreeMove | null {
  if (!Object.hasOwn(KEYS, key)) return null;
  const at = rows.findIndex((row) => row.node.unit.unitId === cursor);
  if (at < 0 && key !== 'End') return to(rows, 0);
  return KEYS[key]!(rows, at);
}
