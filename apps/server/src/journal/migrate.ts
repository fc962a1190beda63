/** Brings a database to this program's schema, forward only, under an advisory lock. */
import type { ClientBase } from 'pg';
import type { Migration } from './migrations/migration.ts';
import { MIGRATIONS } from './migrations/migrations.ts';

/** Any constant will do that no other lock of ours uses: "diemcau" read as base 36, shortened. */
const MIGRATION_LOCK = 29_386_134;

/** Runs what is missing, each in its own transaction, and returns the numbers it ran. Waits while another process migrates. */
export async function migrate(client: ClientBase, migrations: readonly Migration[] = MIGRATIONS): Promise<number[]> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const pending = await pendingMigrations(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.number);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

async function pendingMigrations(client: ClientBase, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ number: number }>('SELECT number FROM schema_migrations');
  const applied = new Set(rows.map((row) => row.number));
  const unknown = [...applied].filter((number) => !migrations.some((migration) => migration.number === number));
  if (unknown.length > 0)
    throw new Error(`the database was written by a newer version of this program (migration ${unknown.join(', ')}); install that version`);
  return migrations.filter((migration) => !applied.has(migration.number)).toSorted((a, b) => a.number - b.number);
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query('INSERT INTO schema_migrations (number, name) VALUES ($1, $2)', [migration.number, migration.name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${migration.number} (${migration.name}) failed: ${(error as Error).message}`, { cause: error });
  }
}
