import type { MouseEvent } from 'react';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TreeMove } from './tree-keys.ts';
import styles from './tree-view.module.css';
import type { TreeRow } from '../../live/unit-tree.ts';

interface TreeLineProps {
  readonly row: TreeRow;
  readonly topPx: number;
  readonly siblingCount: number;
  readonly hasCursor: boolean;
  readonly chosen: boolean;
  readonly onMove: (move: TreeMove) => void;
}

/** Deeper levels than this share one edge, so that a name keeps its room on a phone. */
const INDENT_LEVELS_MAX = 8;

export function TreeLine({ row, topPx, siblingCount, hasCursor, chosen, onMove }: TreeLineProps) {
  const { t } = useTranslation();
  const { unit, depth, place, children } = row.node;
  const branch = children.length > 0;
  const turn = (event: MouseEvent) => {
    event.stopPropagation();
    onMove(row.open ? { close: unit.unitId } : { open: [unit.unitId] });
  };
  return (
    <div
      id={`unit-${unit.unitId}`}
      role="treeitem"
      aria-level={depth + 1}
      aria-posinset={place}
      aria-setsize={siblingCount}
      aria-selected={chosen}
      {...(branch ? { 'aria-expanded': row.open } : {})}
      className={styles.line}
      data-cursor={hasCursor}
      data-found={row.found}
      style={{ top: topPx, paddingInlineStart: `${Math.min(depth, INDENT_LEVELS_MAX) * 1.125 + 0.25}rem` }}
      onClick={() => onMove({ choose: unit.unitId })}
      data-testid="unit-line"
      data-unit-id={unit.unitId}
    >
      {/* For the mouse only: the keyboard has its arrows. */}
      <span className={styles.turn} onClick={branch ? turn : undefined} aria-hidden="true">
        {branch && <IconChevronRight size="1.125rem" className={styles.arrow} />}
      </span>
      <span className={styles.name} title={unit.name}>
        {unit.name}
      </span>
      {unit.kind !== '' && <span className={styles.kind}>{unit.kind}</span>}
      {branch && (
        <span className={styles.count}>
          {children.length}
          <span className="dc-unseen"> {t('organisation.tree.below')}</span>
        </span>
      )}
    </div>
  );
}
