/**
 * The journal as people read it: the newest first, who by their office and never by name, so that no list
 * tells one person's acts across conferences.
 */
import type { SiteId, UnitId } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';

export interface JournalQuery {
  /** null: everything. Otherwise facts about these units, about their sites, and conferences of these units. */
  readonly units: readonly UnitId[] | null;
  /** Those of the units. */
  readonly sites: readonly SiteId[];
  /** Accounts of the office that acted; null: anybody. */
  readonly accounts: readonly string[] | null;
  /** `conference`, `tree`, `accounts` …; null: any. */
  readonly kind: string | null;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Before this place in the journal. */
  readonly beforeSeq: number;
  readonly limit: number;
}

export interface JournalEntry {
  readonly seq: number;
  readonly stream: string;
  readonly type: string;
  readonly atMs: number;
  readonly by: { readonly kind: string; readonly accountId?: string; readonly siteId?: string };
  /** null: erased. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** Streams of which there is one a conference, a series, a ballot or a worker are of one kind each; every other stream is its own. */
const MANY = 'conference|series|ballot|votes|check-ins|attendance';
const KIND = `coalesce(substring(stream FROM '^(${MANY})-'), stream)`;
const MANY_PATTERN = new RegExp(`^(${MANY})-`);

/** Throws OutsideFault. */
export async function journalPage(db: Pool, query: JournalQuery): Promise<JournalEntry[]> {
  const sql = `SELECT seq::float8 AS seq, stream, type, at_ms::float8 AS "atMs", by, data FROM events
    WHERE seq < $1 AND at_ms >= $2 AND at_ms < $3 AND ($4::text IS NULL OR ${KIND} = $4) AND ($5::text[] IS NULL OR by ->> 'accountId' = ANY ($5))
      AND ($6::text[] IS NULL OR data ->> 'unitId' = ANY ($6) OR (stream = 'sites' AND data ->> 'siteId' = ANY ($8))
        OR (stream IN ('tree', 'sites') AND jsonb_path_query_array(data, '$.*[*].unitId') ?| $6)
        OR coalesce(data ->> 'conferenceId', substring(stream FROM '^(?:conference|attendance)-(.+)$'))
          IN (SELECT conference_id FROM conference_unit WHERE unit_id = ANY ($6)))
    ORDER BY seq DESC LIMIT $7`;
  const values = [query.beforeSeq, query.fromMs, query.untilMs, query.kind, query.accounts, query.units, query.limit, query.sites];
  return (await tryAgain(() => db.query<JournalEntry>(sql, values))).rows;
}

export function kindOf(stream: string): string {
  return MANY_PATTERN.exec(stream)?.[1] ?? stream;
}
