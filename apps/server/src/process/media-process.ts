/** The media process: for now only its place in the tree. */
import { createServer } from 'node:net';
import { rmSync } from 'node:fs';
import type { MediaReady, MediaStart } from './child-start.ts';
import { endWithSupervisor } from './orphan.ts';

/** Runs until the supervisor ends it. */
export async function runMediaProcess(start: MediaStart): Promise<void> {
  endWithSupervisor(start.dataFolder);
  // Left by one that was killed; the folder lock says that nobody else uses it.
  rmSync(start.socketPath, { force: true });
  await new Promise<void>((resolve) => createServer().listen(start.socketPath, resolve));
  const ready: MediaReady = { type: 'ready' };
  process.send?.(ready);
}
