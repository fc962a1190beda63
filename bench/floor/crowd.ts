import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Nothing here takes longer on two busy cores. */
const ANSWER_MAX_MS = 60_000;

type Named = { readonly type: string };
type AnswerOf<F extends Named, T extends F['type']> = Extract<F, { readonly type: T }>;

/** A process of the benchmark that plays many clients. Idempotent `close`. */
export class Crowd<To extends Named, From extends Named> {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #answerMaxMs: number;
  #isClosed = false;

  constructor(
    name:
      | 'site-crowd'
      | 'viewer-crowd'
      | 'speaker-crowd'
      | '../media/publisher-crowd'
      | '../media/viewer-crowd'
      | '../media/janus-viewers'
      | '../ballots/phone-crowd'
      | '../phones/phone-crowd'
      | '../phones/peer',
    answerMaxMs = ANSWER_MAX_MS,
  ) {
    this.#answerMaxMs = answerMaxMs;
    this.#name = name;
    this.#child = fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child.once('exit', (code) => {
      if (this.#isClosed) return;
      console.error(`${name} ended by itself with code ${code}`);
      process.exit(1);
    });
  }

  get pid(): number {
    return this.#child.pid!;
  }

  tell(message: To): void {
    this.#child.send(message);
  }

  /** Says something and waits for an answer of this type. */
  ask<T extends From['type']>(
    message: To,
    type: T,
    accept: (answer: AnswerOf<From, T>) => boolean = () => true,
  ): Promise<AnswerOf<From, T>> {
    const answer = this.hear(type, accept);
    this.tell(message);
    return answer;
  }

  hear<T extends From['type']>(type: T, accept: (answer: AnswerOf<From, T>) => boolean = () => true): Promise<AnswerOf<From, T>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => stop(() => reject(new Error(`${this.#name} did not say ${type} within ${this.#answerMaxMs} ms`))),
        this.#answerMaxMs,
      );
      const listen = (message: From) => {
        if (message.type === type && accept(message as AnswerOf<From, T>)) stop(() => resolve(message as AnswerOf<From, T>));
      };
      const stop = (then: () => void) => {
        clearTimeout(timer);
        this.#child.off('message', listen as (message: unknown) => void);
        then();
      };
      this.#child.on('message', listen as (message: unknown) => void);
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#child.kill('SIGTERM');
  }
}
