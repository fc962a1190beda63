/** Hidden subcommands; only the supervisor starts them. */
import type { MediaStart, WorkerStart } from '../process/child-start.ts';
import { runMediaProcess } from '../process/media-process.ts';
import { runWebWorker } from '../process/web-worker.ts';
import type { CommandContext } from './command.ts';

export async function webWorker({ args }: CommandContext): Promise<undefined> {
  await runWebWorker(JSON.parse(args[0] ?? '') as WorkerStart);
}

export async function mediaProcess({ args }: CommandContext): Promise<undefined> {
  await runMediaProcess(JSON.parse(args[0] ?? '') as MediaStart);
}
