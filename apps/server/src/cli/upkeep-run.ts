import { runUpkeep, type UpkeepWork } from '../jobs/run-upkeep.ts';
import type { UpkeepOutcome, UpkeepProgress } from '../jobs/upkeep-runs.ts';
import { onThread } from '../process/program-thread.ts';

/** Hidden subcommand `upkeep-run`, on a thread of a web worker: one backup with its restore, or one verification. */
export async function upkeepRun(): Promise<undefined> {
  await onThread<UpkeepWork, UpkeepOutcome, UpkeepProgress>(runUpkeep);
}
