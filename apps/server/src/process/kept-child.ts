/** Keeps one child process running: starts it, and starts it again whenever it ends. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import type { ProcessState } from './supervisor-link.ts';

export interface RunningChild {
  readonly pid: number;
  /** Resolves with the reason when the process is gone; never rejects. */
  readonly exited: Promise<string>;
}

export interface ChildPlan {
  /** `postgres`, `worker-1`, `media-0` */
  readonly name: string;
  /** Resolves when the child is up. When it throws, whatever it started is already gone. */
  start(): Promise<RunningChild>;
  /** Asks the running child to end and resolves when it is gone, by force if need be. */
  stop(): Promise<void>;
}

/** One that lived this long died of something new. */
const STABLE_MS = 10_000;
/** The first restart is immediate; one that dies again and again waits 100, 200, 400 ms … up to 3 s, so it is still back within 5 s. */
const BACKOFF_FIRST_MS = 100;
const BACKOFF_LONGEST_MS = 3_000;

/** `stop` is idempotent; `resume` takes it back. */
export class KeptChild {
  readonly #plan: ChildPlan;
  readonly #log: Logger;
  readonly #changed: (state: ProcessState) => void;
  #state: ProcessState;
  #stopping = false;
  #quickDeaths = 0;
  #restarting: Promise<void> | undefined;

  constructor(plan: ChildPlan, log: Logger, changed: (state: ProcessState) => void) {
    this.#plan = plan;
    this.#log = log;
    this.#changed = changed;
    this.#state = { name: plan.name, state: 'down', restarts: 0, sinceMs: Date.now() };
  }

  get state(): ProcessState {
    return this.#state;
  }

  /** The first start; throws what the child's start throws. From then on it is kept running. */
  async start(): Promise<void> {
    this.#set({ state: 'starting' });
    this.#up(await this.#plan.start());
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#plan.stop();
    // A start that was under way may have come up in the meantime.
    await this.#restarting;
    await this.#plan.stop();
    this.#set({ state: 'down' });
  }

  /** Resolves when the child is up again. */
  async resume(): Promise<void> {
    this.#stopping = false;
    this.#quickDeaths = 0;
    await this.#restart();
  }

  #up(child: RunningChild): void {
    const upAtMs = performance.now();
    this.#set({ state: 'up', pid: child.pid });
    void child.exited.then((reason) => {
      if (this.#stopping) return;
      this.#log.warn({ child: this.#plan.name, reason }, 'a child process ended; starting it again');
      this.#quickDeaths = performance.now() - upAtMs > STABLE_MS ? 0 : this.#quickDeaths + 1;
      void this.#restart();
    });
  }

  #restart(): Promise<void> {
    this.#restarting = this.#startUntilUp();
    return this.#restarting;
  }

  async #startUntilUp(): Promise<void> {
    const { name, restarts } = this.#state;
    const downAtMs = performance.now();
    this.#state = { name, restarts: restarts + 1, state: 'down', sinceMs: Date.now() };
    this.#changed(this.#state);
    while (!this.#stopping) {
      await sleep(backoffMs(this.#quickDeaths));
      if (this.#stopping) return;
      try {
        this.#set({ state: 'starting' });
        this.#up(await this.#plan.start());
        this.#log.info(
          { child: name, pid: this.#state.pid, downMs: Math.round(performance.now() - downAtMs) },
          'a child process is up again',
        );
        return;
      } catch (error) {
        this.#quickDeaths += 1;
        this.#log.error({ child: name, reason: (error as Error).message }, 'a child process did not start');
      }
    }
  }

  #set(change: Partial<ProcessState>): void {
    this.#state = { ...this.#state, ...change, sinceMs: Date.now() };
    this.#changed(this.#state);
  }
}

/** How long to wait before the next start after so many quick deaths in a row. */
export function backoffMs(quickDeaths: number): number {
  return quickDeaths <= 1 ? 0 : Math.min(BACKOFF_FIRST_MS * 2 ** (quickDeaths - 2), BACKOFF_LONGEST_MS);
}
