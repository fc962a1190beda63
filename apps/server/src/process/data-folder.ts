/**
 * The folder one installation lives in:
 *
 *   lock            who runs here (folder-lock.ts)
 *   children.json   processes the supervisor started, for the next start after a crash
 *   secret          signs cookies and tokens, unless DIEMCAU_SECRET is given
 *   database/       the embedded PostgreSQL; a link where its user cannot enter this folder (database-place.ts)
 *   files/          documents and recordings
 *   run/            Unix sockets of the media processes; a short folder under /tmp where the path is too long
 */
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartProblem } from './start-problem.ts';

export interface DataFolder {
  /** Absolute, links resolved. */
  readonly path: string;
  readonly filesPath: string;
  readonly runPath: string;
}

/** sun_path holds 108 bytes on Linux and 104 on macOS (unix(7)), the final zero and our longest name included. */
const SOCKET_FOLDER_MAX_BYTES = 80;

/** Creates what is missing. Throws StartProblem where the folder cannot be used. */
export function openDataFolder(path: string): DataFolder {
  try {
    // Others may pass through (the database's user does) but see nothing: what is inside has its own rights.
    mkdirSync(path, { recursive: true, mode: 0o711 });
    const real = realpathSync(path);
    letOthersPass(real);
    const folder = { path: real, filesPath: join(real, 'files'), runPath: runFolder(real) };
    for (const inner of [folder.filesPath, folder.runPath]) mkdirSync(inner, { recursive: true, mode: 0o700 });
    if (statSync(folder.runPath).uid !== (process.getuid?.() ?? 0))
      throw new StartProblem(`${folder.runPath} belongs to somebody else; remove it`);
    return folder;
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(
      `the data folder ${path} cannot be used (${(error as NodeJS.ErrnoException).code}); choose another with DIEMCAU_DATA_DIR`,
    );
  }
}

/** The installation's secret; made on first use. */
export function readOrCreateSecret(folder: DataFolder): string {
  const path = join(folder.path, 'secret');
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

export function mediaSocketPath(folder: DataFolder, index: number): string {
  return join(folder.runPath, `media-${index}.sock`);
}

/** Between media processes. */
export function relaySocketPath(folder: DataFolder, index: number): string {
  return join(folder.runPath, `relay-${index}.sock`);
}

function letOthersPass(path: string): void {
  const { mode, uid } = statSync(path);
  if (uid === process.getuid?.() && uid === 0 && (mode & 0o1) === 0) chmodSync(path, (mode & 0o777) | 0o1);
}

function runFolder(path: string): string {
  const inside = join(path, 'run');
  if (Buffer.byteLength(inside) <= SOCKET_FOLDER_MAX_BYTES) return inside;
  return join(tmpdir(), `diemcau-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`);
}
