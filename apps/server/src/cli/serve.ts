import { readConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { createLog } from '../log.ts';
import { Supervisor } from '../process/supervisor.ts';
import type { CommandContext } from './command.ts';

/** `diemcau serve`: runs until SIGTERM, SIGINT (Ctrl-C) or SIGHUP; a second signal ends everything at once. */
export async function serve({ entryPath }: CommandContext): Promise<undefined> {
  const beganMs = performance.now();
  const config = readConfig();
  const log = createLog('supervisor', config.logLevel);
  const started = Supervisor.start({ config, entryPath, log });
  stopOnSignal(started);
  await started;
  process.stdout.write(startMessage(config, performance.now() - beganMs));
}

function stopOnSignal(started: Promise<Supervisor>): void {
  let asked = false;
  const stop = (): void => {
    // Children end by themselves when this process is gone.
    if (asked) process.exit(130);
    asked = true;
    void started
      .then((supervisor) => supervisor.stop())
      .then(() => process.exit(0))
      .catch(() => process.exit(1));
  };
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, stop);
}

function startMessage(config: Config, tookMs: number): string {
  const seconds = (tookMs / 1000).toFixed(1);
  return [
    '',
    `  Điểm Cầu đã sẵn sàng sau ${seconds.replace('.', ',')} giây   ${config.publicUrl}`,
    `  Điểm Cầu is ready after ${seconds} s          ${config.publicUrl}`,
    `  Dữ liệu / data: ${config.dataDir}    Dừng / stop: Ctrl-C`,
    '',
    '',
  ].join('\n');
}
