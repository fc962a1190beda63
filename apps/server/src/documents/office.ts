/** LibreOffice as a program beside: one document in, one PDF out, within a time, in a profile of its own. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Names distributions give it. */
const NAMES = ['soffice', 'libreoffice'] as const;

/** The program of the setting, or the one on the PATH; null: none, or turned off by `none`. */
export function findOffice(setting: string | undefined, path = process.env['PATH'] ?? ''): string | null {
  if (setting !== undefined) return setting === 'none' ? null : setting;
  const places = path.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return places.find((place) => isProgram(place)) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A deck of two hundred slides takes about a minute on one core of ours; what takes longer does not end. */
export const CONVERSION_MAX_MS = 180_000;
/** What it says when it fails is one line. */
const SAID_MAX_CHARS = 300;
/** Below everything a conference needs. */
const NICENESS = 15;

export interface Conversion {
  readonly office: string;
  /** Ends with the extension of what it is. */
  readonly sourcePath: string;
  /** Empty, and the caller's to remove. */
  readonly workPath: string;
  readonly maxMs?: number;
}

/** Resolves with the path of the PDF. Throws an Error whose message says what the program said. */
export async function convertToPdf({ office, sourcePath, workPath, maxMs = CONVERSION_MAX_MS }: Conversion): Promise<string> {
  const [profile, out] = [join(workPath, 'profile'), join(workPath, 'out')];
  await mkdir(join(profile, 'user'), { recursive: true });
  await mkdir(out);
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), PROFILE);
  const fixed = ['--headless', '--norestore', '--nolockcheck', '--nodefault', '--nofirststartwizard'];
  const args = [...fixed, `-env:UserInstallation=${pathToFileURL(profile).href}`, '--convert-to', 'pdf', '--outdir', out, sourcePath];
  await run(office, args, { home: profile, maxMs });
  return join(out, `${/([^\\/]+)\.[^.]+$/.exec(sourcePath)![1]}.pdf`);
}

/** Nothing in a document runs, and nothing it links to is fetched from elsewhere. */
const PROFILE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
`;

/** The program gets nothing of our environment: it holds passwords. */
function run(program: string, args: readonly string[], { home, maxMs }: { readonly home: string; readonly maxMs: number }): Promise<void> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8' };
  // A group of its own: soffice is a script that starts the program, and both have to end.
  const child = spawn(program, [...args], { env, cwd: home, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(-SAID_MAX_CHARS)));
  return new Promise((resolve, reject) => {
    const end = () => endGroup(child.pid);
    const timer = setTimeout(end, maxMs);
    // A worker that goes takes it along; one that is killed leaves it to its own time.
    process.once('exit', end);
    child.once('spawn', () => lowerPriority(child.pid!));
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code, signal) => {
      if (code === 0) return settle(resolve);
      settle(() => reject(new Error(signal ? `ended by ${signal} after ${maxMs} ms at most: ${said}` : `exit code ${code}: ${said}`)));
    });
    function settle(done: () => void): void {
      clearTimeout(timer);
      process.off('exit', end);
      done();
    }
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, NICENESS);
  } catch {
    // It has ended by itself, or the system forbids it; it converts all the same.
  }
}
