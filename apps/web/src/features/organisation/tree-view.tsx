import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { treeKey } from './tree-keys.ts';
import type { TreeMove } from './tree-keys.ts';
import { TreeLine } from './tree-line.tsx';
import styles from './tree-view.module.css';
import { NOTHING_TYPED, typeAhead, typedWith } from './type-ahead.ts';
import type { TreeRow } from '../../live/unit-tree.ts';

interface TreeViewProps {
  readonly rows: readonly TreeRow[];
  /** How many stand at the top. */
  readonly topCount: number;
  readonly cursor: string | null;
  readonly chosen: string | null;
  readonly onMove: (move: TreeMove) => void;
}

/** As in tree-view.module.css: a line of text and a finger's room, so that no row is measured. */
const ROW_PX = 44;
/** Rows drawn beyond the edge, so that a fast wheel shows no gaps. */
const OVERSCAN_ROWS = 12;

/** A tree as in the ARIA Authoring Practices; only the rows in sight are drawn, so the cursor is told by id. */
export function TreeView({ rows, topCount, cursor, chosen, onMove }: TreeViewProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const typed = useRef(NOTHING_TYPED);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN_ROWS,
  });
  useFollow(virtual, rows, cursor);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = typedWith(typed.current, event.key, Date.now());
    if (next) typed.current = next;
    const move = next ? typeAhead(rows, cursor, next.text) : treeKey(rows, cursor, event.key);
    // A blank within a name neither chooses nor scrolls.
    if (next && event.key === ' ') event.preventDefault();
    if (!move) return;
    event.preventDefault();
    onMove(move);
  };
  const drawn = virtual.getVirtualItems();
  const isDrawn = drawn.some(({ index }) => rows[index]?.node.unit.unitId === cursor);
  return (
    <div
      ref={frame}
      role="tree"
      tabIndex={0}
      aria-label={t('organisation.tree.label')}
      {...(cursor !== null && isDrawn ? { 'aria-activedescendant': `unit-${cursor}` } : {})}
      className={styles.frame}
      onKeyDown={onKeyDown}
      data-testid="unit-tree"
    >
      <div role="none" className={styles.whole} style={{ height: virtual.getTotalSize() }}>
        {drawn.map(({ index, start }) => {
          const row = rows[index]!;
          const { unitId } = row.node.unit;
          const marks = { hasCursor: unitId === cursor, chosen: unitId === chosen };
          const siblings = row.node.parent?.children.length ?? topCount;
          return <TreeLine key={unitId} row={row} topPx={start} siblingCount={siblings} {...marks} onMove={onMove} />;
        })}
      </div>
    </div>
  );
}

/** Scrolls to the cursor when it moves, and not when only the rows around it change. */
function useFollow(virtual: { scrollToIndex: (index: number) => void }, rows: readonly TreeRow[], cursor: string | null): void {
  const followed = useRef<string | null>(null);
  useEffect(() => {
    if (cursor === null || followed.current === cursor) return;
    const at = rows.findIndex((row) => row.node.unit.unitId === cursor);
    if (at < 0) return;
    followed.current = cursor;
    virtual.scrollToIndex(at);
  }, [virtual, rows, cursor]);
}
