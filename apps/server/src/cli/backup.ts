import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '../config.ts';
import { clientConfig } from '../journal/database.ts';
import { writeBackup } from '../journal/write-backup.ts';
import { createLog } from '../log.ts';
import { withDatabase } from '../process/open-database.ts';
import { StartProblem } from '../process/start-problem.ts';
import type { CommandContext } from './command.ts';

/** `diemcau backup FILE`: the file appears under its name only when it is whole. It holds personal data and the secret. */
export async function backup({ args }: CommandContext): Promise<number> {
  const [path] = args;
  if (path === undefined) throw new StartProblem('name the file to write: diemcau backup FILE');
  if (existsSync(path)) throw new StartProblem(`${path} exists already; name another file`);
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  const beganMs = performance.now();
  await withDatabase({ config: readConfig(), log: createLog('backup', 'warn') }, async ({ folder, databaseUrl }) => {
    const client = new pg.Client(clientConfig(databaseUrl, 'diemcau-backup'));
    await client.connect();
    try {
      await writeBackup({ client, filesPath: folder.filesPath, secretPath: join(folder.path, 'secret'), nowMs: Date.now() }, partial);
    } finally {
      await client.end();
    }
  });
  renameSync(partial, path);
  const megabytes = (statSync(path).size / 1_000_000).toFixed(1);
  process.stderr.write(
    `diemcau: ${path} written, ${megabytes} MB in ${((performance.now() - beganMs) / 1000).toFixed(1)} s; keep it safe, it holds personal data\n`,
  );
  return 0;
}
