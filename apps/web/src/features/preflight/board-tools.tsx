import { countBoard } from '@diemcau/core';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../live/preflight/preflight-api.ts';
import styles from './board-page.module.css';
import type { BoardFilter } from './board-rows.ts';

interface BoardToolsProps {
  readonly board: Board;
  readonly filter: BoardFilter;
  readonly onFilter: (filter: BoardFilter) => void;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly shown: number;
}

const FILTERS: readonly BoardFilter[] = ['all', 'no-go', 'unchecked', 'check', 'go'];

export function BoardTools({ board, filter, onFilter, search, onSearch, searchField, shown }: BoardToolsProps) {
  const { t } = useTranslation();
  const counts = { ...countBoard(board.rows), all: board.rows.length };
  const word = (one: BoardFilter) => t(one === 'all' ? 'preflight.board.all' : `preflight.verdict.${one}`);
  return (
    <div className={styles.tools}>
      <TextInput
        ref={searchField}
        type="search"
        leftSection={<IconSearch size="1.125rem" />}
        aria-label={t('preflight.board.search')}
        placeholder={t('preflight.board.search')}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
        className={styles.search ?? ''}
        data-testid="board-search"
      />
      <div role="group" aria-label={t('preflight.board.filter')} className={styles.filters}>
        {FILTERS.map((one) => (
          <button
            key={one}
            type="button"
            className={styles.filter}
            data-filter={one}
            aria-pressed={filter === one}
            onClick={() => onFilter(one)}
          >
            {word(one)} <span className={styles.filterCount}>{counts[one]}</span>
          </button>
        ))}
      </div>
      <p className={styles.count} role="status">
        {t('preflight.board.count', { count: shown })}
      </p>
      <p className={styles.keys}>{t('preflight.board.keys')}</p>
    </div>
  );
}
