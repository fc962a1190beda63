/**
 * `npm run bench:floor`: how long after the chair gives the floor (a) the last of 145 rooms holds the new
 * view, and (b) the first packet of the new speaker is at the last of 145 WHEP viewers.
 *
 *   tsx bench/floor.ts [--rounds N] [--save]
 *
 * A real server on a temporary data folder; rooms, viewers and speakers in processes of their own, all on
 * this machine. The last line of standard output is JSON; exit code 1 says that an aim was missed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ConsoleClient } from '../apps/server/src/simulator/console-client.ts';
import { Crowd } from './floor/crowd.ts';
import type { FromSites, FromSpeakers, FromViewers, Seat, ToSites, ToSpeakers, ToViewers } from './floor/messages.ts';
import { percentile } from './floor/percentile.ts';
import { AIMS, RATES } from './floor/rates.ts';
import { giveFloor, type Round } from './floor/round.ts';
import { startServerUnderTest, type ServerUnderTest } from './floor/server-under-test.ts';

/** Each speaker has been on air once by then: code is compiled, sessions are warm. */
const WARM_UP_ROUNDS = RATES.speakers;
const DEFAULT_ROUNDS = 60;
/** Long enough that one switch never meets the next; a plane asks one source for a keyframe twice a second at most. */
const PAUSE_MS = 700;

/** Of the last minute: a benchmark on a machine that does something else as well tells of that, too. */
const LOAD_BEFORE = loadavg()[0] ?? 0;

interface Parts {
  readonly server: ServerUnderTest;
  readonly sites: Crowd<ToSites, FromSites>;
  readonly viewers: Crowd<ToViewers, FromViewers>;
  readonly speakers: Crowd<ToSpeakers, FromSpeakers>;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, save: { type: 'boolean' } } });
  const rounds = Number(values.rounds ?? DEFAULT_ROUNDS);
  const server = await startServerUnderTest(RATES.sites);
  const parts: Parts = { server, sites: new Crowd('site-crowd'), viewers: new Crowd('viewer-crowd'), speakers: new Crowd('speaker-crowd') };
  try {
    const result = summarise(await measure(parts, rounds));
    if (values.save) save(result);
    console.log(JSON.stringify(result));
    return result.ok ? 0 : 1;
  } finally {
    for (const crowd of [parts.sites, parts.viewers, parts.speakers]) crowd.close();
    await server.close();
  }
}

async function measure(parts: Parts, rounds: number): Promise<readonly Round[]> {
  const speakers = await fillRooms(parts);
  const chair = await ConsoleClient.connect(parts.server);
  await chair.command({ type: 'OpenConference' });
  const measured: Round[] = [];
  for (let index = 0; index < WARM_UP_ROUNDS + rounds; index += 1) {
    const round = await giveFloor({ ...parts, chair, speaker: speakers[index % speakers.length]!, index });
    if (index >= WARM_UP_ROUNDS) measured.push(round);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  chair.close();
  return measured;
}

/** Everybody in: rooms, then viewers and speakers with the rooms' media tokens. Returns who speaks. */
async function fillRooms({ server, sites, viewers, speakers }: Parts): Promise<readonly Seat[]> {
  const { url } = server;
  const { seats } = await sites.ask({ type: 'join', url, keys: server.keys }, 'joined');
  console.log(`${seats.length} rooms joined`);
  // The first room is the hall, which asks for no floor.
  const speaking = seats.slice(1, 1 + RATES.speakers);
  await speakers.ask({ type: 'publish', url, seats: speaking }, 'publishing');
  console.log(`${speaking.length} speakers publish`);
  await viewers.ask({ type: 'watch', url, seats }, 'watching');
  console.log(`${seats.length} viewers watch`);
  return speaking;
}

function summarise(rounds: readonly Round[]) {
  const figures = (values: readonly number[]) => ({
    p50Ms: tenth(percentile(values, 0.5)),
    p99Ms: tenth(percentile(values, 0.99)),
    maxMs: tenth(Math.max(...values)),
  });
  const view = figures(rounds.map((round) => round.viewMs));
  const picture = figures(rounds.map((round) => round.pictureMs));
  return {
    bench: 'floor',
    at: new Date().toISOString(),
    machine: { cores: cpus().length, node: process.version, loadBefore: tenth(LOAD_BEFORE), loadAfter: tenth(loadavg()[0] ?? 0) },
    rounds: rounds.length,
    load: {
      ...RATES,
      viewerPacketsPerSecond: Math.round(
        percentile(
          rounds.map((round) => round.packetsPerSecond),
          0.5,
        ),
      ),
    },
    view: { ...view, aimP99Ms: AIMS.viewMs },
    picture: { ...picture, aimP99Ms: AIMS.pictureMs },
    ok: view.p99Ms <= AIMS.viewMs && picture.p99Ms <= AIMS.pictureMs,
  };
}

function tenth(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function save(result: ReturnType<typeof summarise>): void {
  const folder = `${import.meta.dirname}/results`;
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${result.at.slice(0, 10)}-floor-${result.at.slice(11, 16).replace(':', '')}.json`;
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`saved ${path}`);
}

process.exitCode = await main();
