import { unlink } from 'node:fs/promises';
import { connect, type Server } from 'node:net';

/** A server that was killed leaves its file, to which nobody answers. */
export async function removeStale(socketPath: string): Promise<void> {
  if (await isAnswered(socketPath)) throw new Error(`another media process listens on ${socketPath}`);
  await unlink(socketPath).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

function isAnswered(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socketPath);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

/** The file is made while the mask forbids others, so there is no moment in which they could open it. */
export function listenPrivately(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const mask = process.umask(0o177);
    server.listen(socketPath, () => resolve());
    process.umask(mask);
  });
}
