/**
 * Jobs of `bin/sheet-jobs.js`. Reading or writing 23,000 rows is a second or two of work in which no room
 * would be answered, so large ones run in a thread beside the event loop.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { assert } from '@diemcau/core';

export interface WrittenSheet {
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** 50,000 rows in three sheets take some 300 MB while they are read; more is a file made to hurt. */
const HEAP_MAX_MB = 1_024;
/** Some thousand rows: starting a thread takes longer than this much work. */
const SMALL_BYTES = 65_536;
/** As many cells as fill that many bytes. */
const SMALL_CELLS = 8_192;

/** Rejects where the file is damaged. */
export function readWorkbookAside(bytes: Buffer): Promise<{ readonly name: string; readonly rows: string[][] }[]> {
  return run('readWorkbook', { bytes }, bytes.length < SMALL_BYTES);
}

/** Rejects where the text is no CSV. */
export function readCsvAside(text: string, delimiter: string): Promise<string[][]> {
  return run('readCsv', { text, delimiter }, text.length < SMALL_BYTES);
}

export async function writeWorkbookAside(sheets: readonly WrittenSheet[]): Promise<Buffer> {
  const cells = sheets.reduce((sum, { columns, rows }) => sum + columns.length * rows.length, 0);
  return Buffer.from(await run<Uint8Array>('writeWorkbook', { sheets }, cells < SMALL_CELLS));
}

type Jobs = Readonly<Record<string, (input: object) => Promise<unknown>>>;

async function run<T>(job: string, input: object, isSmall: boolean): Promise<T> {
  if (!isSmall) return inThread(job, input);
  const { JOBS } = (await import(/* @vite-ignore */ pathToFileURL(programFile('sheet-jobs.js')).href)) as { readonly JOBS: Jobs };
  return (await JOBS[job]!(input)) as T;
}

function inThread<T>(job: string, input: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const limits = { resourceLimits: { maxOldGenerationSizeMb: HEAP_MAX_MB } };
    const thread = new Worker(programFile('sheet-thread.js'), { workerData: { job, input }, ...limits });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread of a spreadsheet ended without an answer')));
  });
}

/** Looks upwards: the same code runs from `src` and from a bundle. */
function programFile(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (folder !== dirname(folder)) {
    const file = join(folder, 'bin', name);
    if (existsSync(file)) return file;
    folder = dirname(folder);
  }
  assert(false, `bin/${name} is not in this installation`);
}
