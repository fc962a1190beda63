import { startApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { openPool } from '../journal/database.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { createLog } from '../log.ts';
import type { WorkerStart } from '../process/child-start.ts';
import { openDataFolder, readOrCreateSecret } from '../process/data-folder.ts';
import { endWithSupervisor } from '../process/orphan.ts';
import type { SupervisorLink, SupervisorToWorker } from '../process/supervisor-link.ts';
import type { CommandContext } from './command.ts';

/** Hidden subcommand `web-worker`: opens what the app needs, runs it, closes it when the supervisor says stop. */
export async function webWorker({ args }: CommandContext): Promise<undefined> {
  const start = JSON.parse(args[0] ?? '') as WorkerStart;
  endWithSupervisor(start.dataFolder);
  const settings = readConfig();
  const folder = openDataFolder(start.dataFolder);
  const config = Object.freeze({ ...settings, secret: settings.secret ?? readOrCreateSecret(folder) });
  const log = createLog(start.name, config.logLevel);
  const databaseUrl = start.databaseUrl ?? config.databaseUrl!;
  const db = openPool(databaseUrl, { applicationName: `diemcau-${start.name}`, log });
  const journal = new PostgresJournal(db, databaseUrl, log);
  const link = supervisorLink();

  const app = await startApp({ config, link, db, journal, log, mediaSocketPaths: start.mediaSocketPaths });
  let stopping = false;
  link.listen((message) => {
    if (message.type !== 'stop' || stopping) return;
    stopping = true;
    void app
      .close()
      .then(() => journal.close())
      .then(() => db.end())
      .catch((error: unknown) => log.error({ err: error }, 'closing failed'))
      .finally(() => process.exit(0));
  });
  link.send({ type: 'ready' });
}

function supervisorLink(): SupervisorLink {
  return {
    // A supervisor that is gone hears nothing; `disconnect` ends this process.
    send: (message) => process.connected && process.send?.(message),
    listen: (listener) => {
      const forward = (message: unknown): void => {
        if (isSupervisorMessage(message)) listener(message);
      };
      process.on('message', forward);
      return () => process.off('message', forward);
    },
  };
}

/** Node's cluster uses the same channel for its own messages. */
function isSupervisorMessage(message: unknown): message is SupervisorToWorker {
  const type = (message as { type?: unknown } | null)?.type;
  return type === 'presence' || type === 'processes' || type === 'gauges' || type === 'stop';
}
