/** Where Chromium is, and Debian's package of it where it is missing and may be installed. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium on this machine. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':');
  return NAMES.flatMap((name) => folders.map((folder) => `${folder}/${name}`)).find(isExecutable);
}

/** Installs Debian's package as root, or says in one line what to install. The tests fail without it; they are not skipped. */
export function ensureChromium(): void {
  if (findChromium() !== undefined) return;
  if (process.getuid?.() === 0 && isInstalled('apt-get')) install();
  if (findChromium() === undefined)
    console.error('End-to-end tests need Chromium: install it (Debian, Ubuntu: sudo apt-get install chromium) and run again.');
}

function install(): void {
  console.log('Installing Chromium for the end-to-end tests (apt-get install chromium)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']])
    spawnSync('apt-get', args, { stdio: 'inherit', env });
}

function isInstalled(name: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => isExecutable(`${folder}/${name}`));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
