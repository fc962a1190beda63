/**
 * Where the embedded database keeps its binaries, cluster and socket: `database` in the data folder, or,
 * where root's data folder lies under a folder the database's user cannot enter (root's home has mode
 * 700), a folder under /var/lib that `database` then links to.
 */
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseUser } from './database-user.ts';
import { StartProblem } from './start-problem.ts';

const OUTSIDE_FOLDER = '/var/lib/diemcau-database';

/** Creates the place on first use. `user` undefined: the process's own. Throws StartProblem. */
export function openDatabasePlace(dataFolder: string, user: DatabaseUser | undefined): string {
  const entry = join(dataFolder, 'database');
  if (!existsSync(entry)) createPlace(dataFolder, entry, user);
  const place = realpathSync(entry);
  const { uid } = statSync(place);
  const self = process.getuid?.() ?? uid;
  if (self !== 0 && uid !== self) throw new StartProblem(`${place} belongs to user ${uid}; start as that user or as root`);
  if (user && !canEnter(place, { uid, gid: user.gid }))
    throw new StartProblem(`the database's user (${uid}) cannot enter ${place}; make the folders above it passable (chmod o+x)`);
  if (place !== entry) checkMarker(place, dataFolder);
  return place;
}

/** Whoever owns the place runs the database, also when another user would be chosen today. */
export function placeOwner(place: string): DatabaseUser {
  const { uid, gid } = statSync(place);
  return { uid, gid };
}

function createPlace(dataFolder: string, entry: string, user: DatabaseUser | undefined): void {
  if (!user || canEnter(dataFolder, user)) return makeFolder(entry, user);
  const outside = join(OUTSIDE_FOLDER, createHash('sha256').update(dataFolder).digest('hex').slice(0, 12));
  mkdirSync(OUTSIDE_FOLDER, { recursive: true, mode: 0o711 });
  makeFolder(outside, user);
  writeFileSync(join(outside, 'data-folder'), dataFolder);
  symlinkSync(outside, entry);
}

function makeFolder(path: string, user: DatabaseUser | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  if (user) chownSync(path, user.uid, user.gid);
}

/** A copied data folder keeps the link, and two servers must not share one database. */
function checkMarker(place: string, dataFolder: string): void {
  const marker = join(place, 'data-folder');
  const owner = existsSync(marker) ? readFileSync(marker, 'utf8') : dataFolder;
  if (owner !== dataFolder)
    throw new StartProblem(
      `the database in ${place} belongs to the data folder ${owner}; use diemcau backup and restore to copy an installation`,
    );
}

/** May this user pass through every folder down to this one? Root's own rights do not count. */
function canEnter(path: string, user: DatabaseUser): boolean {
  const { mode, uid, gid } = statSync(path);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  const parent = dirname(path);
  return (mode & bit) !== 0 && (parent === path || canEnter(parent, user));
}
