import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowsMaximize, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Program } from '../../../live/use-program.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import type { SiteRow } from '../sites/site-rows.ts';
import { useKeptSlots } from './use-kept-slots.ts';
import { useWatch } from './use-watch.ts';
import { WALL_SLOTS, pageAfter, slotsOfPage, wallPages } from './wall-slots.ts';
import { WallTile } from './wall-tile.tsx';
import styles from './wall.module.css';

interface WallProps {
  /** In the order in which they are shown. */
  readonly rows: readonly SiteRow[];
  readonly program: Program;
}

/** One page of thumbnails; only these rooms send any. */
export function Wall({ rows, program }: WallProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const { page, pages, turn } = usePages(rows.length);
  const shown = rows.slice(page * WALL_SLOTS, (page + 1) * WALL_SLOTS);
  const ids = rows.map((row) => row.siteId);
  const slots = useKeptSlots(slotsOfPage(ids, page));
  useWatch(program.session, slots);
  function pressed(event: KeyboardEvent) {
    const next = pageAfter(page, pages, event.key);
    if (next === null || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    turn(next);
  }
  return (
    <div
      ref={box}
      className={styles.wall}
      role="group"
      aria-label={t('views.wall.label')}
      aria-describedby="wall-hint"
      aria-keyshortcuts="PageUp PageDown Home End"
      tabIndex={0}
      onKeyDown={pressed}
      data-testid="wall"
    >
      <div className={styles.bar}>
        <p id="wall-hint" className={styles.hint}>
          {t('views.wall.hint')}
        </p>
        <Turner page={page} pages={pages} all={rows.length} onTurn={turn} />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowsMaximize size="1.125rem" />}
          onClick={() => void toggleFullScreen(box.current)}
          data-testid="wall-full-screen"
        >
          {t('views.wall.fullScreen')}
        </Button>
      </div>
      <ul className={styles.grid}>
        {shown.map((row) => (
          <WallTile key={row.siteId} row={row} stream={program.streams[`slot-${slots.indexOf(row.siteId)}`]} />
        ))}
      </ul>
    </div>
  );
}

function usePages(count: number) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [asked, setPage] = useState(0);
  const pages = wallPages(count);
  const page = Math.min(asked, pages - 1);
  function turn(next: number) {
    setPage(next);
    announce(t('console.sites.page', { page: next + 1, pages }));
  }
  return { page, pages, turn };
}

interface TurnerProps {
  readonly page: number;
  readonly pages: number;
  readonly all: number;
  readonly onTurn: (page: number) => void;
}

function Turner({ page, pages, all, onTurn }: TurnerProps) {
  const { t } = useTranslation();
  if (pages === 1) return null;
  const range = { from: page * WALL_SLOTS + 1, to: Math.min(all, (page + 1) * WALL_SLOTS), all };
  return (
    <nav className={styles.pages} aria-label={t('console.sites.page', { page: page + 1, pages })}>
      <ActionIcon
        variant="default"
        size="lg"
        disabled={page === 0}
        aria-label={t('console.sites.previous')}
        onClick={() => onTurn(page - 1)}
        data-testid="wall-previous"
      >
        <IconChevronLeft size="1.25rem" />
      </ActionIcon>
      <span data-testid="wall-range">{t('views.wall.range', range)}</span>
      <ActionIcon
        variant="default"
        size="lg"
        disabled={page === pages - 1}
        aria-label={t('console.sites.next')}
        onClick={() => onTurn(page + 1)}
        data-testid="wall-next"
      >
        <IconChevronRight size="1.25rem" />
      </ActionIcon>
    </nav>
  );
}

async function toggleFullScreen(wall: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) return document.exitFullscreen();
  // A browser without full screen keeps the page as it is.
  await wall?.requestFullscreen?.().catch(() => undefined);
}
