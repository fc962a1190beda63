import { useState } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Program } from '../../../live/use-program.ts';
import { Picture } from '../../../ui/picture.tsx';
import { SiteTally } from '../sites/site-tally.tsx';
import type { SiteRow } from '../sites/site-rows.ts';
import { useWatch } from './use-watch.ts';
import { slotsOfPage, wallPages } from './wall-slots.ts';
import styles from './wall.module.css';

interface WallProps {
  readonly rows: readonly SiteRow[];
  readonly program: Program;
}

/** One page of thumbnails; only these rooms send any. */
export function Wall({ rows, program }: WallProps) {
  const { t } = useTranslation();
  const [asked, setPage] = useState(0);
  const pages = wallPages(rows.length);
  const page = Math.min(asked, pages - 1);
  const slots = slotsOfPage(
    rows.map((row) => row.siteId),
    page,
  );
  useWatch(program.session, slots);
  return (
    <div className={styles.wall}>
      <p className={styles.hint}>{t('console.sites.wallHint')}</p>
      <ul className={styles.grid}>
        {slots.map((siteId, slot) => {
          const row = rows.find((one) => one.siteId === siteId);
          return row && <Thumb key={row.siteId} row={row} stream={program.streams[`slot-${slot}`]} />;
        })}
      </ul>
      {pages > 1 && (
        <nav className={styles.pages}>
          <ActionIcon
            variant="default"
            size="lg"
            disabled={page === 0}
            aria-label={t('console.sites.previous')}
            onClick={() => setPage(page - 1)}
          >
            <IconChevronLeft size="1.25rem" />
          </ActionIcon>
          <span>{t('console.sites.page', { page: page + 1, pages })}</span>
          <ActionIcon
            variant="default"
            size="lg"
            disabled={page === pages - 1}
            aria-label={t('console.sites.next')}
            onClick={() => setPage(page + 1)}
          >
            <IconChevronRight size="1.25rem" />
          </ActionIcon>
        </nav>
      )}
    </div>
  );
}

function Thumb({ row, stream }: { readonly row: SiteRow; readonly stream: MediaStream | undefined }) {
  const { t } = useTranslation();
  return (
    <li className={styles.thumb} data-tally={row.tally}>
      <div className={styles.picture}>
        <Picture
          stream={stream}
          label={row.name}
          testId="thumb-video"
          fed={row.online}
          empty={t(row.online ? 'console.sites.noThumb' : 'console.sites.offline')}
          fit="cover"
        />
      </div>
      <span className={styles.name}>{row.name}</span>
      <SiteTally tally={row.tally} place={row.place} hall={row.hall} />
    </li>
  );
}
