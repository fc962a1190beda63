import { useMemo, useState } from 'react';
import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '@diemcau/core';
import { useConference } from '../../../live/use-live.ts';
import type { Program } from '../../../live/use-program.ts';
import panel from '../panel.module.css';
import { ScrollBody } from '../scroll-body.tsx';
import { QualityTable } from '../quality/quality-table.tsx';
import { Wall } from '../wall/wall.tsx';
import { useSettledRows } from '../wall/use-settled-rows.ts';
import { SiteList } from './site-list.tsx';
import { arranged, foundRows, rowsOfBranch, troubledCount } from './site-rows.ts';
import type { SiteRow, SiteSort } from './site-rows.ts';
import { SitesFilter } from './sites-filter.tsx';
import styles from './sites-panel.module.css';
import { useSiteRows } from './use-site-rows.ts';

const MODES = ['list', 'wall', 'figures'] as const;
export type SitesMode = (typeof MODES)[number];
const WORDS = { list: 'console.sites.list', wall: 'console.sites.wall', figures: 'views.wall.figures' } as const;

interface SitesPanelProps {
  readonly program: Program;
  /** Asks for the floor on behalf of a site. */
  readonly onRequest: (siteId: string) => void;
  /** What is shown until the officer chooses. */
  readonly first: SitesMode;
}

/** Every room, the ones that need a look first: as a list, as pictures, as figures of its line. */
export function SitesPanel({ program, onRequest, first }: SitesPanelProps) {
  const { t } = useTranslation();
  const rows = useSiteRows();
  const [query, setQuery] = useState('');
  const [mode, setMode] = useState(first);
  const [sort, setSort] = useState<SiteSort>('worst');
  const [unitId, setUnitId] = useState<UnitId | null>(null);
  const found = useFound(rows, query, unitId);
  const settled = useSettledRows(found);
  const ordered = sort === 'worst' ? settled : found;
  return (
    <section className={`${panel.panel} ${panel.sites}`} aria-labelledby="sites-title">
      <header className={panel.head}>
        <h2 id="sites-title" className={panel.title}>
          {t('console.sites.title')}
        </h2>
        <Counts rows={rows} />
        <SegmentedControl
          size="sm"
          aria-label={t('console.sites.title')}
          value={mode}
          onChange={(value) => setMode(MODES.find((one) => one === value) ?? 'list')}
          data={MODES.map((value) => ({ value, label: t(WORDS[value]) }))}
        />
        <TextInput
          className={styles.search ?? ''}
          leftSection={<IconSearch size="1.125rem" aria-hidden="true" />}
          placeholder={t('console.sites.search')}
          aria-label={t('console.sites.search')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          data-testid="site-search"
        />
        <SitesFilter unitId={unitId} onUnit={setUnitId} sort={mode === 'list' ? null : sort} onSort={setSort} />
      </header>
      <ScrollBody labelledBy="sites-title">
        <Nothing all={rows.length} found={found} query={query} />
        {mode === 'list' && <SiteList rows={arranged(found, '', 'worst')} onRequest={onRequest} />}
        {mode === 'wall' && <Wall rows={ordered} program={program} />}
        {mode === 'figures' && <QualityTable rows={ordered} />}
      </ScrollBody>
    </section>
  );
}

function useFound(rows: readonly SiteRow[], query: string, unitId: UnitId | null): readonly SiteRow[] {
  const view = useConference();
  return useMemo(() => foundRows(rowsOfBranch(view, rows, unitId), query), [view, rows, query, unitId]);
}

function Counts({ rows }: { readonly rows: readonly SiteRow[] }) {
  const { t } = useTranslation();
  const online = rows.filter((row) => row.online).length;
  const troubled = troubledCount(rows);
  return (
    <span className={panel.count}>
      {t('console.sites.online', { online, all: rows.length })}
      {troubled > 0 && <span className={styles.troubled}> · {t('console.sites.troubled', { count: troubled })}</span>}
    </span>
  );
}

function Nothing({ all, found, query }: { readonly all: number; readonly found: readonly SiteRow[]; readonly query: string }) {
  const { t } = useTranslation();
  if (found.length > 0) return null;
  return (
    <p className={panel.empty} role="status">
      {all === 0 ? t('console.sites.empty') : t('console.sites.none', { query })}
    </p>
  );
}
