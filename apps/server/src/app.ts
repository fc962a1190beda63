/** Placeholder of the meeting place: it answers /health/live and nothing else. */
import Fastify from 'fastify';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Journal } from './journal/journal.ts';
import type { SupervisorLink } from './process/supervisor-link.ts';

export interface AppParts {
  readonly config: Config;
  readonly link: SupervisorLink;
  readonly db: Pool;
  readonly journal: Journal;
  readonly log: Logger;
  readonly mediaSocketPaths: readonly string[];
}

/** Listens on the configured host and port; the caller tells the supervisor that it is ready, and closes it. */
export async function startApp(parts: AppParts): Promise<{ close(): Promise<void> }> {
  const server = Fastify();
  server.get('/health/live', () => ({ status: 'live' }));
  await server.listen({ host: parts.config.host, port: parts.config.port });
  return { close: () => server.close() };
}
