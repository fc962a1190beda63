/** One of the sides that `bench:fanout` compares: its sockets, most of them in processes that can be stopped. */
import { Crowd } from '../floor/crowd.ts';
import type { Arrival, FromPhones, Line, ToPhones } from './messages.ts';

/** Some wait in the line of a server that is busy with their opening. */
const OPEN_MAX_MS = 120_000;

type PhoneCrowd = Crowd<ToPhones, FromPhones>;

export interface SideOptions {
  /** One for each process that sends, or one that all share. */
  readonly lines: readonly Line[];
  /** Its phones call from 127.0.`from`.1 on. */
  readonly from: number;
  readonly phones: number;
  readonly timed: number;
}

export interface Held {
  readonly atUs: readonly number[];
  /** As it came. */
  readonly news: string;
}

export interface Side {
  /** Stops all receivers but those whose news is timed. */
  stop(): void;
  go(): void;
  /** Resolves when all that are timed hold the version. */
  timed(version: number): Promise<Held>;
  /** Resolves with how many sockets hold the version, once all do. */
  all(version: number): Promise<number>;
  close(): void;
}

/**
 * Servers write to their sockets in the order in which these came. Between two that are timed come as many others
 * as there are for one, on every process that sends.
 */
export async function openSide({ lines, from, phones, timed }: SideOptions): Promise<Side> {
  const halves = await Promise.all([0, 1].map((index) => startCrowd(lines[index % lines.length]!, from + index)));
  const timers = await Promise.all(lines.map((line, index) => startCrowd(line, from + 2 + index)));
  const others = phones / timed - 1;
  for (let group = 0; group < timed; group += 1) {
    await Promise.all(halves.map((crowd) => open(crowd, others / 2)));
    await open(timers[group % timers.length]!, 1);
  }
  const everybody = [...halves, ...timers];
  return {
    stop: () => halves.forEach(({ pid }) => process.kill(pid, 'SIGSTOP')),
    go: () => halves.forEach(({ pid }) => process.kill(pid, 'SIGCONT')),
    async timed(version) {
      const held = await hold(timers, version);
      return { atUs: held.flatMap(({ atUs }) => atUs), news: held[0]!.news };
    },
    all: async (version) => (await hold(everybody, version)).reduce((total, held) => total + held.phones, 0),
    close: () => everybody.forEach((crowd) => crowd.close()),
  };
}

async function startCrowd(line: Line, from: number): Promise<PhoneCrowd> {
  const crowd = new Crowd<ToPhones, FromPhones>('../phones/phone-crowd', OPEN_MAX_MS);
  await crowd.ask({ type: 'line', line, from }, 'ready');
  return crowd;
}

function open(crowd: PhoneCrowd, phones: number): Promise<unknown> {
  const arrival: Arrival = { phones, withinMs: 0, asksFirst: false, version: 0 };
  return crowd.ask({ type: 'open', arrival }, 'in');
}

function hold(crowds: readonly PhoneCrowd[], version: number) {
  return Promise.all(crowds.map((crowd) => crowd.ask({ type: 'expect', version }, 'held', (held) => held.version === version)));
}
