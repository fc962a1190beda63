import { useDeferredValue, useMemo, useState } from 'react';
import { Skeleton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LoadFailure } from '../../live/load-failure.tsx';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import type { TreeMove } from './tree-keys.ts';
import styles from './tree-pane.module.css';
import { TreeView } from './tree-view.tsx';
import { openAtFirst, openTo, treeRows } from '../../live/unit-tree.ts';
import type { UnitTree } from '../../live/unit-tree.ts';
import type { LoadedTree } from '../../live/use-unit-tree.ts';

interface TreePaneProps {
  readonly tree: LoadedTree;
  readonly chosen: string | null;
  readonly onChoose: (unitId: string) => void;
}

/** Placeholders while the tree is read: about what a laptop shows. */
const WAITING_ROWS = 8;

export function TreePane({ tree: loaded, chosen, onChoose }: TreePaneProps) {
  const { t } = useTranslation();
  const { tree, problem, busy, again } = loaded;
  if (problem) {
    return (
      <section className={styles.pane}>
        <LoadFailure problem={problem} again={again} />
      </section>
    );
  }
  if (!tree) {
    return (
      <section className={styles.pane} aria-busy="true" aria-label={t('staff.loading')}>
        {Array.from({ length: WAITING_ROWS }, (_, place) => (
          <Skeleton key={place} height={20} m="sm" width={`${80 - place * 5}%`} />
        ))}
      </section>
    );
  }
  return (
    <section className={styles.pane} aria-busy={busy}>
      <SearchedTree tree={tree} chosen={chosen} onChoose={onChoose} />
    </section>
  );
}

function SearchedTree({ tree, chosen, onChoose }: { readonly tree: UnitTree } & Omit<TreePaneProps, 'tree'>) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  // Typing stays fluent while ten thousand units are looked through.
  const sought = useDeferredValue(search);
  const { open, move, cursor } = useMoves(tree, chosen, onChoose);
  const rows = useMemo(() => treeRows(tree, open, sought), [tree, open, sought]);
  const foundCount = sought === '' ? 0 : rows.filter((row) => row.found).length;
  const countText =
    sought === '' ? t('organisation.tree.total', { count: tree.order.length }) : t('organisation.tree.found', { count: foundCount });
  return (
    <>
      <div className={styles.search}>
        <TextInput
          type="search"
          leftSection={<IconSearch size="1.125rem" />}
          aria-label={t('organisation.tree.search')}
          placeholder={t('organisation.tree.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          data-testid="tree-search"
        />
        <p className={styles.count} role="status">
          {countText}
        </p>
      </div>
      {rows.length > 0 && <TreeView rows={rows} topCount={tree.tops.length} cursor={cursor} chosen={chosen} onMove={move} />}
      {rows.length === 0 && <Nothing sought={sought} />}
    </>
  );
}

function Nothing({ sought }: { readonly sought: string }) {
  const { t } = useTranslation();
  if (sought !== '') return <QuietNotice title={t('organisation.tree.nothingFound')} text={t('organisation.tree.nothingFoundText')} />;
  return <QuietNotice title={t('organisation.tree.empty')} text={t('organisation.tree.emptyText')} />;
}

function useMoves(tree: UnitTree, chosen: string | null, onChoose: (unitId: string) => void) {
  const [turned, setTurned] = useState<ReadonlySet<string> | null>(null);
  const [cursor, setCursor] = useState<string | null>(chosen);
  const first = useMemo(() => openAtFirst(tree), [tree]);
  const way = useMemo(() => (chosen === null ? first : openTo(tree, first, chosen)), [tree, first, chosen]);
  const open = turned ?? way;
  const move = (made: TreeMove) => {
    if (made.cursor !== undefined) setCursor(made.cursor);
    if (made.open || made.close !== undefined) {
      const next = new Set([...open, ...(made.open ?? [])]);
      if (made.close !== undefined) next.delete(made.close);
      setTurned(next);
    }
    if (made.choose === undefined) return;
    setCursor(made.choose);
    onChoose(made.choose);
  };
  return { open, move, cursor };
}
