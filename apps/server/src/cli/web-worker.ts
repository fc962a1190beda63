import { readConfig } from '../config.ts';
import { openPool } from '../journal/database.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { createLog } from '../log.ts';
import type { WorkerBegin, WorkerStart, WorkerWaiting } from '../process/child-start.ts';
import { openDataFolder, readOrCreateSecret } from '../process/data-folder.ts';
import { endWithSupervisor } from '../process/orphan.ts';
import type { SupervisorLink, SupervisorToWorker } from '../process/supervisor-link.ts';
import { needsSetUp, setUpCode } from '../organisation/set-up.ts';
import type { CommandContext } from './command.ts';

/** Hidden subcommand `web-worker`: opens what the app needs, runs it, closes it when the supervisor says stop. */
export async function webWorker({ args, entryPath }: CommandContext): Promise<undefined> {
  const start = JSON.parse(args[0] ?? '') as WorkerStart;
  endWithSupervisor(start.dataFolder);
  const link = supervisorLink();
  const parts: Closable[] = [];
  link.listen((message) => message.type === 'stop' && void closeAll(parts));
  const begin = beginning();
  // While the database starts the app's code is loaded.
  const { startApp } = await import('../app.ts');
  const settings = readConfig();
  const config = Object.freeze({ ...settings, secret: settings.secret ?? readOrCreateSecret(openDataFolder(start.dataFolder)) });
  const log = createLog(start.name, config.logLevel);
  const databaseUrl = await begin;

  const db = openPool(databaseUrl, { applicationName: `diemcau-${start.name}`, log });
  const journal = new PostgresJournal(db, databaseUrl, log);
  parts.push({ close: () => db.end() }, journal);
  parts.push(
    await startApp({ config, link, db, databaseUrl, programPath: entryPath, journal, log, mediaSocketPaths: start.mediaSocketPaths }),
  );
  link.send({ type: 'ready' });
  // One of them is enough on a console.
  if (start.name === 'worker-1' && (await needsSetUp(db))) process.stdout.write(setUpMessage(config.publicUrl, setUpCode(config.secret)));
}

function setUpMessage(publicUrl: string, code: string): string {
  return ['', `  Thiết lập lần đầu / first visit: ${publicUrl}/setup`, `  Mã thiết lập / set-up code: ${code}`, '', ''].join('\n');
}

interface Closable {
  close(): Promise<void>;
}

/** Last opened, first closed; then the process ends. */
async function closeAll(parts: Closable[]): Promise<void> {
  for (const part of parts.splice(0).reverse()) await part.close().catch(() => undefined);
  process.exit(0);
}

/** Resolves with the database's URL when the supervisor has it up and migrated. */
function beginning(): Promise<string> {
  return new Promise((resolve) => {
    process.on('message', (message) => {
      const { type, databaseUrl } = message as Partial<WorkerBegin>;
      if (type === 'begin' && databaseUrl !== undefined) resolve(databaseUrl);
    });
    const waiting: WorkerWaiting = { type: 'waiting' };
    process.send?.(waiting);
  });
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
