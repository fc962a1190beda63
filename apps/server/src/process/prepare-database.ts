/** From an empty server to a database with this program's schema. */
import pg from 'pg';
import { clientConfig, isDatabaseAway } from '../journal/database.ts';
import { migrate } from '../journal/migrate.ts';
import { StartProblem } from './start-problem.ts';

/** Name of our database in the embedded cluster. */
export const EMBEDDED_DATABASE = 'diemcau';

/** Creates the embedded database where it is missing. `maintenanceUrl` is of the cluster's own database `postgres`. */
export function createEmbeddedDatabase(maintenanceUrl: string): Promise<void> {
  return withClient(maintenanceUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [EMBEDDED_DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${EMBEDDED_DATABASE}`);
  });
}

/** Runs pending migrations and returns their numbers. Throws StartProblem where the database cannot be reached or used. */
export function migrateDatabase(databaseUrl: string): Promise<number[]> {
  return withClient(databaseUrl, migrate);
}

async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(databaseUrl, 'diemcau-prepare'));
  // Without a listener a connection that breaks between two queries would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    const advice = isDatabaseAway(error) ? '; is the server of DATABASE_URL running and reachable?' : '';
    throw new StartProblem(`the database cannot be used: ${(error as Error).message}${advice}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
