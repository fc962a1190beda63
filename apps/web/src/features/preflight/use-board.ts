import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConferenceId, SiteId } from '@diemcau/core';
import type { HttpProblem } from '../../live/http.ts';
import { useLiveClient } from '../../live/live-context.ts';
import { preflightBoard } from '../../live/preflight/preflight-api.ts';
import type { Board, BoardRow } from '../../live/preflight/preflight-api.ts';
import { selectPreflightNews, useLive } from '../../live/use-live.ts';

export interface LoadedBoard {
  readonly board: Board | null;
  readonly problem: HttpProblem | null;
  readonly again: () => void;
}

/** Rooms that finish in the same breath are read together. */
const GATHER_MS = 400;
/** What a notice that was lost would have told, and turns that ran out unused. */
const WHOLE_EVERY_MS = 30_000;
/** More ids than this make the address too long; then all are read. */
const SOME_MAX = 50;

/** The whole board at first and now and then; in between only the rooms whose check has changed. */
export function useBoard(conferenceId: ConferenceId): LoadedBoard {
  const client = useLiveClient();
  const news = useLive(selectPreflightNews);
  const [board, setBoard] = useState<Board | null>(null);
  const [problem, setProblem] = useState<HttpProblem | null>(null);
  const newestTurn = useRef(0);
  const read = useCallback(
    async (siteIds: readonly SiteId[] | null) => {
      const turn = siteIds === null ? ++newestTurn.current : newestTurn.current;
      const answer = await preflightBoard(conferenceId, siteIds);
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok || turn !== newestTurn.current) return;
      setBoard((known) => (siteIds && known ? { ...answer.value, rows: withRows(known.rows, answer.value.rows) } : answer.value));
    },
    [conferenceId],
  );
  useEffect(() => {
    void read(null);
    const timer = setInterval(() => void read(null), WHOLE_EVERY_MS);
    return () => clearInterval(timer);
  }, [read]);
  useEffect(() => {
    if (news.length === 0) return;
    const timer = setTimeout(() => {
      const siteIds = client.takePreflightNews();
      void read(siteIds.length > SOME_MAX ? null : siteIds);
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [client, news, read]);
  return { board, problem, again: useCallback(() => void read(null), [read]) };
}

function withRows(known: readonly BoardRow[], fresh: readonly BoardRow[]): readonly BoardRow[] {
  const bySite = new Map(fresh.map((row) => [row.siteId, row]));
  return known.map((row) => bySite.get(row.siteId) ?? row);
}
