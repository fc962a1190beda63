/**
 * Work that would hold up a worker's event loop runs on a thread of the same program: a hidden subcommand
 * that gets one order and gives one answer. The thread has connections of its own and ends with its answer.
 */
import { pathToFileURL } from 'node:url';
import { parentPort, Worker, workerData, type WorkerOptions } from 'node:worker_threads';
import { OutsideFault } from '../errors.ts';

type Report<A> =
  | { readonly type: 'progress'; readonly progress: unknown }
  | { readonly type: 'done'; readonly answer: A }
  | { readonly type: 'failed'; readonly code: string; readonly message: string };

export interface ThreadOrder<P> {
  /** The program file of this process; main.ts runs the subcommand from it. */
  readonly programPath: string;
  readonly command: string;
  /** Anything that can be cloned to another thread. */
  readonly order: unknown;
  readonly progressed?: (progress: P) => void;
}

/** Throws OutsideFault `try-again` where the thread ended without an answer, or met a database that is away. */
export function runOnThread<A, P = never>({ programPath, command, order, progressed }: ThreadOrder<P>): Promise<A> {
  return new Promise((resolve, reject) => {
    const thread = startThread(programPath, { argv: [command], workerData: order });
    thread.on('message', (report: Report<A>) => {
      if (report.type === 'progress') progressed?.(report.progress as P);
      else if (report.type === 'done') resolve(report.answer);
      else reject(report.code === 'try-again' ? new OutsideFault('try-again', report) : new Error(report.message));
    });
    thread.once('error', reject);
    thread.once('exit', () => reject(new OutsideFault('try-again', { message: `the thread ${command} ended without an answer` })));
  });
}

/** `npm run dev` runs the sources, which a thread of Node 20 reads only with tsx registered in it. */
function startThread(programPath: string, options: WorkerOptions): Worker {
  if (!programPath.endsWith('.ts')) return new Worker(programPath, options);
  const program = JSON.stringify(pathToFileURL(programPath).href);
  return new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${program}); })`, { ...options, eval: true });
}

/** The thread's side. What `work` throws goes to whoever gave the order. */
export async function onThread<O, A, P = never>(work: (order: O, tell: (progress: P) => void) => Promise<A>): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this subcommand runs on a thread of the server only');
  const say = (report: Report<A>): void => port.postMessage(report);
  try {
    say({ type: 'done', answer: await work(workerData as O, (progress) => say({ type: 'progress', progress })) });
  } catch (error) {
    const code = error instanceof OutsideFault ? error.code : 'internal-error';
    say({ type: 'failed', code, message: (error as Error).message });
  } finally {
    port.close();
  }
}
