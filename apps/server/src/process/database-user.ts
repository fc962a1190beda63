/** PostgreSQL refuses to run as root; started by root, it runs as an unprivileged system user. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { StartProblem } from './start-problem.ts';

/** Who the database's processes run as. */
export interface DatabaseUser {
  readonly uid: number;
  readonly gid: number;
}

/** In this order: ours if the machine has it, then the one Debian's own PostgreSQL uses; else ours is created. */
const USER_NAMES = ['diemcau', 'postgres'];
const CREATE_USER = [
  'useradd',
  '--system',
  '--no-create-home',
  '--home-dir',
  '/nonexistent',
  '--shell',
  '/usr/sbin/nologin',
  'diemcau',
] as const;

/** Undefined: run as whoever we are. Throws StartProblem where root has no such user and cannot create one. */
export function findDatabaseUser(): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp() ?? createUser();
}

function lookUp(): DatabaseUser | undefined {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const found = USER_NAMES.map((name) => lines.find((line) => line.startsWith(`${name}:`))).find((line) => line !== undefined);
  const [, , uid, gid] = found?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

function createUser(): DatabaseUser {
  try {
    execFileSync(CREATE_USER[0], CREATE_USER.slice(1), { stdio: 'pipe' });
  } catch {
    // The look-up below tells whether it exists now, whoever made it.
  }
  const user = lookUp();
  if (!user)
    throw new StartProblem(
      `PostgreSQL does not run as root; create a user for it (${CREATE_USER.join(' ')}), or start as an ordinary user`,
    );
  return user;
}
