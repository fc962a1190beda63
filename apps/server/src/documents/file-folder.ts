/**
 * Where the bytes are: `files/documents/ab/abcd…` below the data folder, named by SHA-256, never changed.
 * What is coming in has a folder of its own on the same disk, which backups leave out. Workers share both.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RefusedFile } from './refused-file.ts';

export interface FileFolder {
  readonly filesPath: string;
  readonly incomingPath: string;
}

export function fileFolder(dataDir: string): FileFolder {
  return { filesPath: join(dataDir, 'files', 'documents'), incomingPath: join(dataDir, 'incoming') };
}

/** A file that is whole and on the disk, and has no name among the kept ones yet. */
export interface IncomingFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export function pathOf(folder: FileFolder, sha256: string): string {
  return join(folder.filesPath, sha256.slice(0, 2), sha256);
}

/** Writes a stream to the disk, counting and hashing. Throws RefusedFile `empty`, `too-large`; leaves nothing behind then. */
export async function receive(folder: FileFolder, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<IncomingFile> {
  await mkdir(folder.incomingPath, { recursive: true, mode: 0o700 });
  const path = join(folder.incomingPath, randomUUID());
  try {
    return { path, ...(await write(path, source, maxBytes)) };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function write(path: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Omit<IncomingFile, 'path'>> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new RefusedFile('too-large');
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (bytes === 0) throw new RefusedFile('empty');
    await file.sync();
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await file.close();
  }
}

/** Gives it its name. The same bytes under the same name may be there already: it takes their place. Durable when it resolves. */
export async function settle(folder: FileFolder, { path, sha256 }: IncomingFile): Promise<void> {
  const settled = pathOf(folder, sha256);
  await mkdir(dirname(settled), { recursive: true, mode: 0o700 });
  await rename(path, settled);
  // The name is in the folder's own file (fsync(2)).
  for (const one of [dirname(settled), folder.filesPath]) await syncFolder(one);
}

export async function removeFile(folder: FileFolder, sha256: string): Promise<void> {
  await rm(pathOf(folder, sha256), { force: true });
}

/** SHA-256 of what is there under this name; null: nothing is. */
export async function hashOf(folder: FileFolder, sha256: string): Promise<string | null> {
  const file = await open(pathOf(folder, sha256)).catch(() => null);
  if (!file) return null;
  const hash = createHash('sha256');
  for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

/** Names of kept files that were not touched since. */
export async function namesOlderThan(folder: FileFolder, atMs: number): Promise<string[]> {
  const names: string[] = [];
  for (const shelf of await namesIn(folder.filesPath))
    for (const name of await namesIn(join(folder.filesPath, shelf)))
      if (await isOlder(join(folder.filesPath, shelf, name), atMs)) names.push(name);
  return names;
}

/** Uploads whose worker died, and folders of conversions. */
export async function removeIncomingOlderThan(folder: FileFolder, atMs: number): Promise<void> {
  for (const name of await namesIn(folder.incomingPath)) {
    const path = join(folder.incomingPath, name);
    if (await isOlder(path, atMs)) await rm(path, { recursive: true, force: true });
  }
}

async function isOlder(path: string, atMs: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.mtimeMs < atMs;
}

async function namesIn(path: string): Promise<string[]> {
  return readdir(path).catch(() => []);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}
