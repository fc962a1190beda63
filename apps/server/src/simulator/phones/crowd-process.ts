/** A crowd of phones in a process of its own: a process may have some 20,000 files open, and one core. */
import { fork, type ChildProcess } from 'node:child_process';
import { SimulationProblem } from '../simulation-problem.ts';
import type { Crowd, CrowdAudit, CrowdCounts, CrowdOptions, CrowdOrder } from './crowd.ts';
import { PhoneCrowd } from './phone-crowd.ts';

/** Hidden subcommand that plays the other side. */
export const CROWD_COMMAND = 'phones-crowd';

type Work =
  | { readonly type: 'begin'; readonly options: CrowdOptions }
  | { readonly type: 'perform'; readonly order: CrowdOrder }
  | { readonly type: 'counts' }
  | { readonly type: 'audit'; readonly fresh: boolean }
  | { readonly type: 'close' };

interface Answer {
  readonly id: number;
  readonly value: unknown;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (problem: Error) => void;
}

/** Its side in the process that gives the orders. */
export class CrowdProcess implements Crowd {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isClosed = false;

  constructor(entryPath: string, options: CrowdOptions) {
    this.#child = fork(entryPath, [CROWD_COMMAND], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child.on('message', (answer: Answer) => {
      this.#waiting.get(answer.id)?.resolve(answer.value);
      this.#waiting.delete(answer.id);
    });
    this.#child.once('exit', (code) => this.#lose(`A process of phones ended (code ${code ?? 'none'}).`));
    this.#ask({ type: 'begin', options }).catch(() => undefined);
  }

  async perform(order: CrowdOrder): Promise<void> {
    await this.#ask({ type: 'perform', order });
  }

  async counts(): Promise<CrowdCounts> {
    return (await this.#ask({ type: 'counts' })) as CrowdCounts;
  }

  async audit(fresh: boolean): Promise<CrowdAudit> {
    return (await this.#ask({ type: 'audit', fresh })) as CrowdAudit;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.#ask({ type: 'close' }).catch(() => undefined);
    this.#isClosed = true;
    if (this.#child.connected) this.#child.disconnect();
  }

  #ask(work: Work): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) return reject(new SimulationProblem('A process of phones is gone.'));
      const id = (this.#lastId += 1);
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, work });
    });
  }

  #lose(why: string): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new SimulationProblem(why));
  }
}

/** The other side: serves until the process that started it is gone. */
export function serveCrowd(): void {
  let crowd: PhoneCrowd | null = null;
  const answer = async (work: Work): Promise<unknown> => {
    if (work.type === 'begin') crowd = new PhoneCrowd(work.options);
    else if (work.type === 'perform') return crowd?.perform(work.order);
    else if (work.type === 'counts') return crowd?.counts();
    else if (work.type === 'audit') return crowd?.audit(work.fresh);
    else await crowd?.close();
    return null;
  };
  process.on('message', ({ id, work }: { readonly id: number; readonly work: Work }) => {
    void answer(work).then((value) => process.send?.({ id, value: value ?? null }));
  });
  process.once('disconnect', () => process.exit(0));
}
