/**
 * `npm run bench:fanout`: one change to 23,000 open sockets. CPU per delivery beside raw socket writes of the same
 * bytes and beside Socket.IO, each on as many sockets in as many processes and taking turns; and how late the change
 * is on 200 sockets spread over the order of sending.
 *
 *   tsx bench/fanout.ts [--phones N] [--rounds N] [--save]
 *
 * All receivers but those 200, which are in a process of their own, are stopped (SIGSTOP) while a change goes out:
 * what is measured is sending. Afterwards they go on, and every socket must hold the version. The last line of
 * standard output is JSON; exit code 1 says that an aim was missed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { percentile } from './floor/percentile.ts';
import type { ProcessCost } from './media/process-cost.ts';
import { openSide, type Side } from './phones/fan-out-side.ts';
import { machineNowUs, type Line } from './phones/messages.ts';
import { startPeer, type Peer } from './phones/peer-under-test.ts';
import { startReferenceDay } from './phones/reference-day.ts';
import { hundredth, machine, save, tenth } from './phones/result.ts';

/** Beside bare writes and beside the library most would take; a quarter of a second is “at once”. */
const AIMS = { timesRaw: 1.2, timesSocketIo: 0.6, p99Ms: 250 };
const PHONES = 23_000;
/** Sockets whose news is timed: one in 115. */
const TIMED = 200;
const DEFAULT_ROUNDS = 15;
/** Code is compiled, buffers have their size. */
const WARM_UP_ROUNDS = 3;
/** The last of those timed is among the last 115 that are written to. */
const UNTIL_WRITTEN_MS = 40;
/** Between two turns: whoever was stopped has read. */
const PAUSE_MS = 200;

/** Who sends: Điểm Cầu and what it is compared with. */
interface Sender {
  readonly name: 'diemcau' | 'raw' | 'socketIo';
  readonly lines: readonly Line[];
  cost(): ProcessCost;
  /** Resolves with the version that the phones will hold. */
  send(): Promise<number>;
}

interface Measured {
  readonly sender: Sender;
  readonly side: Side;
  readonly perSocketKB: number;
  readonly turns: Turn[];
}

interface Turn {
  readonly cpuUs: number;
  readonly latenciesMs: readonly number[];
  readonly holding: number;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { phones: { type: 'string' }, rounds: { type: 'string' }, save: { type: 'boolean' } } });
  const phones = Number(values.phones ?? PHONES);
  const [day, raw, socketIo] = await Promise.all([startReferenceDay(), startPeer('raw'), startPeer('socketio')]);
  const measured: Measured[] = [];
  /** What the phones of Điểm Cầu were told last: the others send the same. */
  const last = { version: 0, news: '' };
  const peerSender = (name: 'raw' | 'socketIo', peer: Peer): Sender => ({
    ...{ name, lines: peer.lines, cost: peer.cost },
    send: async () => (peer.broadcast(last.news), last.version),
  });
  try {
    const own: Sender = { name: 'diemcau', lines: [day.line], cost: () => day.cost(), send: () => day.change() };
    for (const sender of [own, peerSender('raw', raw), peerSender('socketIo', socketIo)])
      measured.push(await fill(sender, measured.length, phones));
    const rounds = WARM_UP_ROUNDS + Number(values.rounds ?? DEFAULT_ROUNDS);
    for (let round = 0; round < rounds; round += 1) for (const one of measured) await takeTurn(one, last);
    const result = summarise(measured, phones);
    if (values.save) save(result);
    console.log(JSON.stringify(result));
    return result.ok ? 0 : 1;
  } finally {
    for (const { side } of measured) side.close();
    raw.close();
    socketIo.close();
    await day.close();
  }
}

async function fill(sender: Sender, index: number, phones: number): Promise<Measured> {
  const beforeMB = sender.cost().residentMB;
  const side = await openSide({ lines: sender.lines, from: 10 * (index + 1), phones, timed: TIMED });
  const perSocketKB = tenth(((sender.cost().residentMB - beforeMB) * 1_024) / phones);
  console.log(`${sender.name}: ${phones} sockets, ${perSocketKB} kB each`);
  return { sender, side, perSocketKB, turns: [] };
}

async function takeTurn({ sender, side, turns }: Measured, last: { version: number; news: string }): Promise<void> {
  side.stop();
  const [before, beganUs] = [sender.cost().cpuUs, machineNowUs()];
  const version = await sender.send();
  const { atUs, news } = await side.timed(version);
  await sleep(UNTIL_WRITTEN_MS);
  const cpuUs = sender.cost().cpuUs - before;
  side.go();
  const holding = await side.all(version);
  turns.push({ cpuUs, latenciesMs: atUs.map((us) => (us - beganUs) / 1_000), holding });
  if (sender.name === 'diemcau') Object.assign(last, { version, news });
  await sleep(PAUSE_MS);
}

function summarise(measured: readonly Measured[], phones: number) {
  const [diemcau, raw, socketIo] = measured.map((one) => figures(one, phones)) as [Figures, Figures, Figures];
  const timesRaw = hundredth(diemcau.cpuUsPerDelivery / raw.cpuUsPerDelivery);
  const timesSocketIo = hundredth(diemcau.cpuUsPerDelivery / socketIo.cpuUsPerDelivery);
  const isComplete = measured.every(({ turns }) => turns.every(({ holding }) => holding === phones));
  const ok = timesRaw <= AIMS.timesRaw && timesSocketIo <= AIMS.timesSocketIo && diemcau.latencyMs.p99 <= AIMS.p99Ms && isComplete;
  const rounds = measured[0]!.turns.length - WARM_UP_ROUNDS;
  const sides = { diemcau, raw, socketIo };
  return {
    bench: 'fanout',
    at: new Date().toISOString(),
    machine: machine(),
    phones,
    rounds,
    ...sides,
    timesRaw,
    timesSocketIo,
    isComplete,
    aims: AIMS,
    ok,
  };
}

type Figures = ReturnType<typeof figures>;

function figures({ turns, perSocketKB }: Measured, phones: number) {
  const counted = turns.slice(WARM_UP_ROUNDS);
  const latenciesMs = counted.flatMap((turn) => turn.latenciesMs);
  const cpuUs = counted.reduce((total, turn) => total + turn.cpuUs, 0);
  return {
    cpuUsPerDelivery: hundredth(cpuUs / counted.length / phones),
    latencyMs: {
      p50: tenth(percentile(latenciesMs, 0.5)),
      p99: tenth(percentile(latenciesMs, 0.99)),
      max: tenth(percentile(latenciesMs, 1)),
      samples: latenciesMs.length,
    },
    perSocketKB,
  };
}

process.exitCode = await main();
