import { foldVietnamese } from '@diemcau/core';
import type { TreeRow } from '../../live/unit-tree.ts';
import type { TreeMove } from './tree-keys.ts';

/** A second between two letters is the slowest typing; after it something else is meant. */
const FORGET_MS = 1_000;

export interface Typed {
  readonly text: string;
  readonly atMs: number;
}

export const NOTHING_TYPED: Typed = { text: '', atMs: 0 };

/** What has been typed so far with this key; null: the key is no letter, or a blank that begins nothing. */
export function typedWith({ text, atMs }: Typed, key: string, nowMs: number): Typed | null {
  if ([...key].length !== 1 || key === '*') return null;
  const before = nowMs - atMs < FORGET_MS ? text : '';
  return before === '' && key === ' ' ? null : { text: before + key, atMs: nowMs };
}

/**
 * The next row in sight whose name has a word that begins so, without diacritics: every commune’s
 * first word is the same. One letter goes on from the cursor, more look at it first; after the end comes the beginning.
 */
export function typeAhead(rows: readonly TreeRow[], cursor: string | null, text: string): TreeMove | null {
  const wanted = ` ${foldVietnamese(text)}`;
  if (wanted.trim() === '') return null;
  const at = rows.findIndex((row) => row.node.unit.unitId === cursor);
  const from = [...text].length > 1 ? Math.max(at, 0) : at + 1;
  for (let step = 0; step < rows.length; step++) {
    const row = rows[(from + step) % rows.length];
    if (row && ` ${row.node.folded}`.includes(wanted)) return { cursor: row.node.unit.unitId };
  }
  return null;
}
