/**
 * The promises about people that a catalogue can prove, asked of a live database. What it cannot prove
 * (what programs do with what they read) is said in docs/privacy.md.
 */
import type { ClientBase } from 'pg';
import { FINAL_TABLES, KNOWN_TABLES } from './known-tables.ts';

export interface PrivacyFinding {
  readonly promise: 'tables' | 'columns' | 'opinions' | 'events' | 'final' | 'networks' | 'secret';
  /** What is wrong, with the table, column or event type it is about. */
  readonly problem: string;
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Words of columns that name, find or describe somebody; in English, as columns here are named. */
const LOOKS_PERSONAL =
  /name|phone$|^tel|e?mail|address|^ip|agent|birth|gender|^sex$|ethnic|religio|party|passport|identity_no|photo|face|voice|latitude|longitude|location/i;
/** Columns that lead to a person, an account or a device of one. */
const LEADS_TO_PEOPLE = /person|account|user|phone|device|contact|voter_id|session|holder/i;
/** Keys that no event and no fact may have, however deep. */
const NOT_IN_EVENTS =
  /^(phone|email|address|fullName|personName|delegateName|ip|ipAddress|userAgent|birthday|gender|idNumber|voterId|password|token)$/i;
const NETWORK_TYPES = /^(inet|cidr|macaddr8?)$/;

/** Nothing: every promise holds. Reads only; takes as long as one reading of the events. */
export async function checkPrivacy(client: ClientBase): Promise<readonly PrivacyFinding[]> {
  const columns = await readColumns(client);
  return [
    ...tableFindings(columns),
    ...columnFindings(columns),
    ...networkFindings(columns),
    ...opinionColumnFindings(columns),
    ...(await opinionReferenceFindings(client)),
    ...(await secretFindings(client)),
    ...(await eventFindings(client)),
    ...(await finalFindings(client)),
  ];
}

/** pg-boss and extensions bring their own. */
const COLUMNS_SQL = `SELECT n.nspname || '.' || c.relname AS "table", a.attname AS "column", format_type(a.atttypid, NULL) AS type
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'pgboss')
    AND n.nspname NOT LIKE 'pg\\_temp%'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
  ORDER BY 1, a.attnum`;

async function readColumns(client: ClientBase): Promise<readonly Column[]> {
  return (await client.query<Column>(COLUMNS_SQL)).rows;
}

function tableFindings(columns: readonly Column[]): PrivacyFinding[] {
  const unknown = [...new Set(columns.map(({ table }) => table))].filter((table) => !Object.hasOwn(KNOWN_TABLES, table));
  return unknown.map((table) => ({ promise: 'tables', problem: `${table}: nothing is said about what it holds of people` }));
}

function columnFindings(columns: readonly Column[]): PrivacyFinding[] {
  return columns.flatMap(({ table, column }): PrivacyFinding[] => {
    const known = KNOWN_TABLES[table];
    if (!known) return [];
    if (known.columns && !known.columns.includes(column)) return [{ promise: 'columns', problem: `${table}.${column}: a column too many` }];
    const isSaid = known.personal?.includes(column) === true || Object.hasOwn(known.harmless ?? {}, column);
    if (isSaid || !LOOKS_PERSONAL.test(column)) return [];
    return [{ promise: 'columns', problem: `${table}.${column}: looks like personal data, and may not be there` }];
  });
}

function networkFindings(columns: readonly Column[]): PrivacyFinding[] {
  const found = columns.filter(({ type }) => NETWORK_TYPES.test(type));
  return found.map(({ table, column }) => ({ promise: 'networks', problem: `${table}.${column}: keeps network addresses` }));
}

/** Where opinions are, and in tables nobody has spoken for, no column leads to a person. */
function opinionColumnFindings(columns: readonly Column[]): PrivacyFinding[] {
  const opinions = new Set(columns.filter(isOpinion).map(({ table }) => table));
  const leading = columns.filter(({ table, column }) => opinions.has(table) && LEADS_TO_PEOPLE.test(column));
  return leading.map(({ table, column }) => ({ promise: 'opinions', problem: `${table}.${column}: stands beside what was chosen` }));
}

function isOpinion({ table, column }: Column): boolean {
  return KNOWN_TABLES[table]?.holds === 'opinions' || /^(choice|choices|vote|opinion|stance|sentiment)$/i.test(column);
}

const REFERENCES_SQL = `SELECT n.nspname || '.' || c.relname AS child, fn.nspname || '.' || f.relname AS parent
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace WHERE k.contype = 'f'`;

/** No chain of foreign keys leads from what was chosen to people. */
async function opinionReferenceFindings(client: ClientBase): Promise<PrivacyFinding[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(REFERENCES_SQL);
  const opinions = Object.keys(KNOWN_TABLES).filter((table) => KNOWN_TABLES[table]?.holds === 'opinions');
  return opinions.flatMap((table) =>
    [...reachable(table, rows)]
      .filter((parent) => ['ids', 'personal'].includes(KNOWN_TABLES[parent]?.holds ?? 'ids'))
      .map((parent) => ({ promise: 'opinions', problem: `${table}: foreign keys lead to ${parent}` }) as const),
  );
}

function reachable(from: string, references: readonly { readonly child: string; readonly parent: string }[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [from];
  for (let table = waiting.pop(); table !== undefined; table = waiting.pop()) {
    for (const { child, parent } of references)
      if (child === table && !found.has(parent)) {
        found.add(parent);
        waiting.push(parent);
      }
  }
  return found;
}

/** A vote of a secret ballot under the id of somebody who is known here. */
const SECRET_SQL = `SELECT DISTINCT ballot_id AS "ballotId" FROM ballot_vote v JOIN ballot b USING (ballot_id)
  WHERE b.secrecy = 'secret' AND (EXISTS (SELECT FROM invited_person p WHERE p.person_id = v.voter_key OR p.phone_id = v.voter_key)
    OR EXISTS (SELECT FROM identity."user" u WHERE u.id = v.voter_key)
    OR EXISTS (SELECT FROM ballot_credential c WHERE encode(c.blinded_hash, 'hex') = v.voter_key))`;

async function secretFindings(client: ClientBase): Promise<PrivacyFinding[]> {
  const { rows } = await client.query<{ ballotId: string }>(SECRET_SQL);
  return rows.map(({ ballotId }) => ({ promise: 'secret', problem: `ballot ${ballotId}: a vote of it can be traced to a person` }));
}

/** Keys of the data at any depth, by type of event. */
const KEYS_SQL = `SELECT DISTINCT source, key FROM (
    SELECT 'event ' || type AS source, jsonb_path_query(data, 'lax $.** ? (@.type() == "object").keyvalue().key') #>> '{}' AS key FROM events
    UNION ALL SELECT 'actor of ' || type, jsonb_path_query(by, 'lax $.** ? (@.type() == "object").keyvalue().key') #>> '{}' FROM events
    UNION ALL SELECT 'attendance_fact', jsonb_path_query(fact, 'lax $.** ? (@.type() == "object").keyvalue().key') #>> '{}' FROM attendance_fact
  ) AS keys`;

async function eventFindings(client: ClientBase): Promise<PrivacyFinding[]> {
  const { rows } = await client.query<{ source: string; key: string }>(KEYS_SQL);
  const found = rows.filter(({ source, key }) => NOT_IN_EVENTS.test(key) && !isOfARoom(source, key));
  return found.map(({ source, key }) => ({ promise: 'events', problem: `${source} has the key ${key}` }));
}

/** Rooms have an address; nobody lives there. */
function isOfARoom(source: string, key: string): boolean {
  return key === 'address' && /^event Sites?[A-Z]/.test(source);
}

const TRIGGERS_SQL = `SELECT n.nspname || '.' || c.relname AS "table", t.tgname AS name FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')`;

async function finalFindings(client: ClientBase): Promise<PrivacyFinding[]> {
  const { rows } = await client.query<{ table: string; name: string }>(TRIGGERS_SQL);
  const there = new Set(rows.map(({ table, name }) => `${table} ${name}`));
  return Object.entries(FINAL_TABLES).flatMap(([table, names]) =>
    names
      .filter((name) => !there.has(`${table} ${name}`))
      .map((name) => ({ promise: 'final', problem: `${table}: ${name} does not guard its rows` }) as const),
  );
}
