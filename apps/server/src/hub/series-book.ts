/** Series: each a stream of its own, and a row that lists are made of. */
import {
  assert,
  decideSeries,
  foldSeries,
  SERIES_SCHEMA_VERSION,
  type Enveloped,
  type SeriesCommand,
  type SeriesEvent,
  type SeriesId,
  type SeriesState,
} from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';
import type { Journal } from '../journal/journal.ts';
import { StreamFold, type StreamAnswer, type StreamRules, type StreamStep } from '../journal/stream-fold.ts';

const PREFIX = 'series-';

export interface SeriesParts {
  readonly db: Pool;
  readonly journal: Journal;
}

/** null: there is no such series. A series has a few events a year, so it is read whole each time. Throws OutsideFault. */
export async function readSeries(parts: SeriesParts, seriesId: SeriesId): Promise<SeriesState | null> {
  return (await folded(parts, seriesId)).step.state;
}

/** The caller has asked `may` about the unit of the series. Throws OutsideFault. */
export async function executeSeries(
  parts: SeriesParts,
  seriesId: SeriesId,
  { commandId, ...request }: Enveloped<SeriesCommand>,
): Promise<StreamAnswer> {
  const fold = await folded(parts, seriesId);
  // Clients write no colon, so nobody can use up an id of another stream.
  const answer = await fold.execute({ ...request, commandId: `${PREFIX}${seriesId}:${commandId}` });
  if (answer.ok) await writeRow(parts.db, fold.step);
  return answer;
}

/** Every series, by title as Vietnamese sorts them. Throws OutsideFault. */
export async function allSeries(parts: SeriesParts): Promise<readonly SeriesState[]> {
  await refreshRows(parts);
  const sql = `SELECT state FROM series_summary ORDER BY state ->> 'title' COLLATE vietnamese, series_id`;
  const { rows } = await tryAgain(() => parts.db.query<{ state: SeriesState }>(sql));
  return rows.map(({ state }) => state);
}

/** The series a conference came from; null: none. Throws OutsideFault. */
export async function seriesOfConference(parts: SeriesParts, conferenceId: string): Promise<SeriesState | null> {
  await refreshRows(parts);
  const sql = `SELECT state FROM series_summary WHERE state -> 'conferences' @> $1::jsonb LIMIT 1`;
  const { rows } = await tryAgain(() => parts.db.query<{ state: SeriesState }>(sql, [JSON.stringify([{ conferenceId }])]));
  return rows[0]?.state ?? null;
}

async function folded({ journal }: SeriesParts, seriesId: SeriesId) {
  const fold = new StreamFold(rulesOf(seriesId), journal);
  await fold.catchUp();
  return fold;
}

function rulesOf(seriesId: SeriesId): StreamRules<SeriesState | null, SeriesCommand, SeriesEvent> {
  return {
    stream: PREFIX + seriesId,
    schemaVersion: SERIES_SCHEMA_VERSION,
    empty: null,
    fold: foldSeries,
    decide: decideSeries,
    steps: 'every-reading',
  };
}

async function writeRow(db: Pool, { version, state }: StreamStep<SeriesState | null>): Promise<void> {
  assert(state, 'a series without its creation');
  const sql = `INSERT INTO series_summary (series_id, version, state) VALUES ($1, $2, $3)
    ON CONFLICT (series_id) DO UPDATE SET version = excluded.version, state = excluded.state WHERE series_summary.version < excluded.version`;
  await tryAgain(() => db.query(sql, [state.seriesId, version, JSON.stringify(state)]));
}

/** What has moved on since its row was written: after a crash between append and row, and after a restore. */
async function refreshRows(parts: SeriesParts): Promise<void> {
  const sql = `SELECT substr(s.stream, ${PREFIX.length + 1}) AS id FROM streams s
    LEFT JOIN series_summary r ON r.series_id = substr(s.stream, ${PREFIX.length + 1})
    WHERE starts_with(s.stream, '${PREFIX}') AND r.version IS DISTINCT FROM s.version`;
  const { rows } = await tryAgain(() => parts.db.query<{ id: string }>(sql));
  for (const { id } of rows) await writeRow(parts.db, (await folded(parts, id)).step);
}
