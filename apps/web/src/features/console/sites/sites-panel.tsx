import { useMemo, useState } from 'react';
import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { selectPresence, useConference, useLive } from '../../../live/use-live.ts';
import type { Program } from '../../../live/use-program.ts';
import panel from '../panel.module.css';
import { SiteList } from './site-list.tsx';
import { arranged, siteRows, sitesByName, troubledCount } from './site-rows.ts';
import type { SiteRow } from './site-rows.ts';
import styles from './sites-panel.module.css';
import { Wall } from '../wall/wall.tsx';

interface SitesPanelProps {
  readonly program: Program;
  /** Asks for the floor on behalf of a site. */
  readonly onRequest: (siteId: string) => void;
}

type Shown = 'list' | 'wall';

/** Every room, the ones that need a look first. */
export function SitesPanel({ program, onRequest }: SitesPanelProps) {
  const { t } = useTranslation();
  const rows = useSiteRows();
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState<Shown>('list');
  // Pictures keep their places; a list may move what needs a look to the top.
  const found = useMemo(() => arranged(rows, query, shown === 'wall' ? 'name' : 'worst'), [rows, query, shown]);
  const online = rows.filter((row) => row.online).length;
  const troubled = troubledCount(rows);
  return (
    <section className={`${panel.panel} ${panel.sites}`} aria-labelledby="sites-title">
      <header className={panel.head}>
        <h2 id="sites-title" className={panel.title}>
          {t('console.sites.title')}
        </h2>
        <span className={panel.count}>
          {t('console.sites.online', { online, all: rows.length })}
          {troubled > 0 && <span className={styles.troubled}> · {t('console.sites.troubled', { count: troubled })}</span>}
        </span>
        <SegmentedControl
          size="sm"
          value={shown}
          onChange={(value) => setShown(value === 'wall' ? 'wall' : 'list')}
          data={[
            { value: 'list', label: t('console.sites.list') },
            { value: 'wall', label: t('console.sites.wall') },
          ]}
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
      </header>
      <div className={panel.body}>
        <Nothing all={rows.length} found={found} query={query} />
        {shown === 'list' ? <SiteList rows={found} onRequest={onRequest} /> : <Wall rows={found} program={program} />}
      </div>
    </section>
  );
}

function useSiteRows(): readonly SiteRow[] {
  const view = useConference();
  const presence = useLive(selectPresence);
  const byName = useMemo(() => sitesByName(view.sites), [view.sites]);
  return useMemo(() => siteRows(view, byName, presence), [view, byName, presence]);
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
