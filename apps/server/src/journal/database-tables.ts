/** What of a database goes into a backup: our tables in an order in which foreign keys can be loaded, and our sequences. */
import pg from 'pg';
import type { ClientBase } from 'pg';

export interface TableShape {
  /** `public.events`; also the name in the archive. */
  readonly name: string;
  /** Columns that are copied: generated ones and transaction ids (of one cluster only) are made anew. */
  readonly columns: readonly string[];
}

export interface SequenceState {
  readonly name: string;
  readonly lastValue: string;
}

interface TableRow {
  readonly schema: string;
  readonly name: string;
  readonly columns: string[];
}

/** The migrations write schema_migrations themselves; pg-boss makes its own schema, and its jobs follow from the journal again. */
const OURS = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'pgboss') AND n.nspname NOT LIKE 'pg\\_temp%'
  AND NOT (n.nspname = 'public' AND c.relname = 'schema_migrations')
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')`;

const TABLES_SQL = `SELECT n.nspname AS schema, c.relname AS name,
    ARRAY(SELECT a.attname::text FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.atttypid <> 'xid8'::regtype ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND ${OURS} ORDER BY 1, 2`;

const REFERENCES_SQL = `SELECT n.nspname || '.' || c.relname AS child, fn.nspname || '.' || f.relname AS parent
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace WHERE k.contype = 'f' AND k.conrelid <> k.confrelid`;

const SEQUENCES_SQL = `SELECT n.nspname || '.' || c.relname AS name, s.last_value::text AS "lastValue"
  FROM pg_sequences s JOIN pg_namespace n ON n.nspname = s.schemaname JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.sequencename
  WHERE s.last_value IS NOT NULL AND ${OURS} ORDER BY 1`;

/** Parents before children. */
export async function listTables(client: ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableRow>(TABLES_SQL);
  const references = await client.query<{ child: string; parent: string }>(REFERENCES_SQL);
  return inLoadOrder(
    rows.map(({ schema, name, columns }) => ({ name: `${schema}.${name}`, columns })),
    references.rows,
  );
}

export async function listSequences(client: ClientBase): Promise<SequenceState[]> {
  const { rows } = await client.query<SequenceState>(SEQUENCES_SQL);
  return rows;
}

/** The name of the first table that has a row. */
export async function firstFilledTable(client: ClientBase): Promise<string | undefined> {
  for (const table of await listTables(client)) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(table.name)} LIMIT 1`);
    if (rowCount) return table.name;
  }
  return undefined;
}

/** `public.events` as SQL. */
export function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.');
}

/** The table and its copied columns as COPY wants them. */
export function copyTarget({ name, columns }: TableShape): string {
  return `${quoted(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;
}

function inLoadOrder(tables: readonly TableShape[], references: readonly { child: string; parent: string }[]): TableShape[] {
  const ordered: TableShape[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const names = new Set(waiting.map((table) => table.name));
    const free = waiting.filter((table) => !references.some(({ child, parent }) => child === table.name && names.has(parent)));
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${[...names].join(', ')}`);
    ordered.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}
