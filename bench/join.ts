/**
 * `npm run bench:join`: how long until 23,000 phones hold everything, (a) when they come, page and all, and
 * (b) when every socket was cut at once and the conference has gone on meanwhile.
 *
 *   tsx bench/join.ts [--phones N] [--save]
 *
 * A real server with two workers on a temporary data folder; the phones in processes of their own, from many
 * loopback addresses, all on this machine. The last line of standard output is JSON; exit code 1 says that an aim
 * was missed.
 */
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Crowd } from './floor/crowd.ts';
import { percentile } from './floor/percentile.ts';
import type { Arrival, FromPhones, ToPhones } from './phones/messages.ts';
import { costOf } from './media/process-cost.ts';
import { startReferenceDay, type ReferenceDay } from './phones/reference-day.ts';
import { machine, save, tenth } from './phones/result.ts';

/** What the reference day allows: the chair waits no longer for the phones. */
const AIM_MS = 30_000;
const PHONES = 23_000;
/** A process may open 20,000 files. */
const CROWDS = 2;
/** The chair asks everybody to take out their phones; nobody has the page open yet. */
const COMING_WITHIN_MS = 10_000;
/** A phone whose socket was cut waits up to 4 s before it calls again (docs/protocol.md §2.6). */
const RETURNING_WITHIN_MS = 4_000;
/** A network is away for longer. */
const AWAY_MS = 2_000;

interface Parts {
  readonly day: ReferenceDay;
  readonly crowds: readonly Crowd<ToPhones, FromPhones>[];
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { phones: { type: 'string' }, save: { type: 'boolean' } } });
  const phones = Number(values.phones ?? PHONES);
  const day = await startReferenceDay();
  const crowds = Array.from({ length: CROWDS }, () => new Crowd<ToPhones, FromPhones>('../phones/phone-crowd', 4 * AIM_MS));
  try {
    await Promise.all(crowds.map((crowd, index) => crowd.ask({ type: 'line', line: day.line, from: 10 + index }, 'ready')));
    const before = day.cost();
    const join = await comeIn({ day, crowds }, 'open', {
      phones: phones / CROWDS,
      withinMs: COMING_WITHIN_MS,
      asksFirst: true,
      version: 0,
    });
    console.log(`joined: ${JSON.stringify(join)}`);
    const workers = workersOf(day);
    const held = day.cost();
    const back = await cutAndReturn({ day, crowds }, phones);
    console.log(`returned: ${JSON.stringify(back)}`);
    const ok = [join, back].every(({ allMs, failed }) => allMs <= AIM_MS && failed === 0);
    const memory = {
      beforeMB: before.residentMB,
      withPhonesMB: held.residentMB,
      perPhoneKB: tenth(((held.residentMB - before.residentMB) * 1_024) / phones),
    };
    const result = {
      bench: 'join',
      at: new Date().toISOString(),
      machine: machine(),
      phones,
      join,
      back,
      workers,
      memory,
      aimMs: AIM_MS,
      ok,
    };
    if (values.save) save(result);
    console.log(JSON.stringify(result));
    return ok ? 0 : 1;
  } finally {
    for (const crowd of crowds) crowd.close();
    await day.close();
  }
}

async function comeIn({ day, crowds }: Parts, type: 'open' | 'return', arrival: Arrival) {
  const [beganMs, before] = [performance.now(), cpuOf(day)];
  const answers = await Promise.all(crowds.map((crowd) => crowd.ask({ type, arrival }, 'in')));
  const allMs = Math.round(performance.now() - beganMs);
  const after = cpuOf(day);
  const waitsMs = answers.flatMap((answer) => answer.waitsMs);
  const sum = (of: (answer: (typeof answers)[number]) => number) => answers.reduce((total, answer) => total + of(answer), 0);
  return {
    arrivingWithinMs: arrival.withinMs,
    allMs,
    waitMs: {
      p50: Math.round(percentile(waitsMs, 0.5)),
      p99: Math.round(percentile(waitsMs, 0.99)),
      max: Math.round(percentile(waitsMs, 1)),
    },
    failed: arrival.phones * crowds.length - waitsMs.length,
    /** Connections that ended before the phone was in and were tried again. */
    comingsAgain: sum(({ comingsAgain }) => comingsAgain),
    toldPlace: sum(({ toldPlace }) => toldPlace),
    cpuUsPerPhone: {
      workers: Math.round((after.workersUs - before.workersUs) / waitsMs.length),
      supervisor: Math.round((after.supervisorUs - before.supervisorUs) / waitsMs.length),
    },
  };
}

async function cutAndReturn({ day, crowds }: Parts, phones: number) {
  await Promise.all(crowds.map((crowd) => crowd.ask({ type: 'cut' }, 'cut-off')));
  // Meanwhile the conference goes on: whoever comes back has missed something.
  const version = await day.change();
  await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
  return comeIn({ day, crowds }, 'return', { phones: phones / CROWDS, withinMs: RETURNING_WITHIN_MS, asksFirst: false, version });
}

function cpuOf(day: ReferenceDay) {
  return { workersUs: day.cost().cpuUs, supervisorUs: costOf(day.supervisorPid).cpuUs };
}

function workersOf({ workerPids }: ReferenceDay) {
  return workerPids.map((pid) => ({ openFiles: readdirSync(`/proc/${pid}/fd`).length }));
}

process.exitCode = await main();
