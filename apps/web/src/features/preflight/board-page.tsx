import { useCallback, useRef, useState } from 'react';
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { ConnectionNotice } from '../../live/connection-notice.tsx';
import { LoadFailure } from '../../live/load-failure.tsx';
import { askForPreflights } from '../../live/preflight/preflight-api.ts';
import type { Board } from '../../live/preflight/preflight-api.ts';
import { useConference } from '../../live/use-live.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { tellDone, tellProblem } from '../../ui/tell.ts';
import { BoardHead } from './board-head.tsx';
import styles from './board-page.module.css';
import { shownRows } from './board-rows.ts';
import type { BoardFilter } from './board-rows.ts';
import { BoardTable } from './board-table.tsx';
import { BoardTools } from './board-tools.tsx';
import { useBoard } from './use-board.ts';
import { useBoardKeys } from './use-board-keys.ts';

export function BoardPage() {
  const { t } = useTranslation();
  const { conferenceId } = useConference();
  const { board, problem, again } = useBoard(conferenceId);
  return (
    <div className={styles.page}>
      <ConnectionNotice />
      <main className={styles.main}>
        {!board && !problem && <Skeleton height={480} radius="lg" aria-label={t('staff.loading')} />}
        {!board && problem && <LoadFailure problem={problem} again={again} />}
        {board && (
          <>
            {problem && (
              <p role="alert" className={styles.stale}>
                {t('preflight.board.stale')}
              </p>
            )}
            <LoadedBoard board={board} />
          </>
        )}
      </main>
    </div>
  );
}

function LoadedBoard({ board }: { readonly board: Board }) {
  const { t } = useTranslation();
  const { conferenceId } = useConference();
  const [filter, setFilter] = useState<BoardFilter>('all');
  const [search, setSearch] = useState('');
  const searchField = useRef<HTMLInputElement>(null);
  const ask = useAsk(conferenceId, board);
  const rows = shownRows(board.rows, filter, search);
  const keys = useBoardKeys({ rows, ask, searchField });
  return (
    <>
      <BoardHead board={board} onAskAll={() => ask(null)} />
      <BoardTools
        board={board}
        filter={filter}
        onFilter={setFilter}
        search={search}
        onSearch={setSearch}
        searchField={searchField}
        shown={rows.length}
      />
      {rows.length > 0 && (
        <BoardTable
          rows={rows}
          chosen={keys.chosen}
          onChoose={keys.choose}
          {...(board.mayAsk ? { onAsk: (siteId: SiteId) => ask([siteId]) } : {})}
        />
      )}
      {rows.length === 0 && <QuietNotice title={t(board.rows.length === 0 ? 'preflight.board.empty' : 'preflight.board.nothingFound')} />}
    </>
  );
}

/** null: every room. */
function useAsk(conferenceId: string, { mayAsk }: Board): (siteIds: readonly SiteId[] | null) => void {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  return useCallback(
    (siteIds) => {
      if (!mayAsk) return tellProblem(t('preflight.board.asking'));
      void askForPreflights(conferenceId, siteIds).then((answer) => {
        if (answer.ok) tellDone(t('preflight.board.asked', { count: answer.value.asked }));
        else tellProblem(troubleText(answer.problem));
      });
    },
    [conferenceId, mayAsk, t, troubleText],
  );
}
