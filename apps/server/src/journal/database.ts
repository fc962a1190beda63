/** The pool every worker uses, and what counts as "the database is away". */
import pg from 'pg';
import type { Logger } from '../log.ts';
import { OutsideFault } from '../errors.ts';

/** How long a caller waits for a connection before it gets `try-again`; a restart of PostgreSQL takes less. */
const CONNECT_TIMEOUT_MS = 5_000;
/** Nothing a worker asks takes longer unless it is stuck. */
const STATEMENT_TIMEOUT_MS = 30_000;

// int8 arrives as a number: our times, counts and sequence numbers stay below 2^53.
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Settings of a single connection; the listener, backup and the supervisor use them without a pool. */
export function clientConfig(databaseUrl: string, applicationName: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types,
  };
}

/** A pool that survives restarts of the database: broken connections are dropped and made anew. The caller ends it. */
export function openPool(
  databaseUrl: string,
  options: { readonly applicationName: string; readonly log: Logger; readonly connectionsMax?: number },
): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(databaseUrl, options.applicationName),
    // Ten are busy only when ten statements run at once; more processes on two cores would only wait for each other.
    max: options.connectionsMax ?? 10,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  pool.on('error', (error) => options.log.warn({ reason: error.message }, 'an idle database connection broke'));
  return pool;
}

/** Runs database work; a fault of the connection or the server becomes `OutsideFault('try-again')`, the rest passes. */
export async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDatabaseAway(error)) throw new OutsideFault('try-again', { cause: error });
    throw error;
  }
}

/** Runs work in one transaction on one connection; faults as in `tryAgain`. */
export function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return tryAgain(async () => {
    const client = await pool.connect();
    // One that breaks between two statements says so by an event, which would end the process; the next statement fails and tells.
    client.on('error', ignore);
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      client.off('error', ignore);
      client.release();
      return result;
    } catch (error) {
      // A connection that cannot even roll back is thrown away.
      const broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      );
      if (!broken) client.off('error', ignore);
      client.release(broken);
      throw error;
    }
  });
}

function ignore(): void {}

/**
 * SQLSTATE classes: 08 connection, 53 out of resources, 57P shutdown and crash, 40 rolled back by the server,
 * 57014 timed out, 25006 read-only standby (https://www.postgresql.org/docs/18/errcodes-appendix.html).
 */
const AWAY_SQLSTATE = /^(08...|53...|57P..|40001|40P01|57014|25006)$/;
const AWAY_SYSTEM_CODE = /^(ECONN.*|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;
/** `pg` gives these no code. */
const AWAY_MESSAGE = /Connection terminated|connection error|timeout exceeded|Connection ended|not queryable|after calling end/i;

/** True where repeating the same call later can succeed. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof OutsideFault) return error.code === 'try-again';
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return AWAY_SQLSTATE.test(code) || AWAY_SYSTEM_CODE.test(code);
  return error instanceof AggregateError ? error.errors.some(isDatabaseAway) : AWAY_MESSAGE.test(error.message);
}
