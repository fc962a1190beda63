/**
 * `npm run bench:soak`: rooms come and go for a long time.
 *
 *   tsx bench/soak.ts [--minutes 120] [--sites 145] [--processes 1] [--save]
 *
 * Each half minute a tenth of the rooms leaves without a word and comes back, and the floor changes. Every
 * minute the plane's memory, handles and sessions are noted. At the end memory and handles must be what they were
 * after the first tenth of the time, and every bus must show what it was last told to show.
 * The last line of standard output is JSON; exit code 1 says that something grew or drifted.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { PlaneUnderTest } from './media/plane-under-test.ts';
import { SITES } from './media/rates.ts';
import { Rooms } from './media/rooms.ts';

/** Two turns a minute, so that 30 s of ICE consent (RFC 7675 §5.1) keep a turn's dead sessions beside the next one's. */
const TURN_MS = 30_000;
const LEAVING_SHARE = 0.1;
/** A fifth over the first figure is what collectors and allocators leave lying about; a leak of a kilobyte a turn passes it in a night. */
const GROWTH_MAX = 1.2;
/** Half of the program's packets: the drivers share the machine, and what is measured here is not speed. */
const PACKETS_PER_FRAME = 3;

interface Note {
  readonly minute: number;
  readonly residentMB: number;
  readonly openFiles: number;
  readonly sessions: number;
  readonly floorShown: boolean;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string' }, sites: { type: 'string' }, processes: { type: 'string' }, save: { type: 'boolean' } },
  });
  const [minutes, sites, processes] = [Number(values.minutes ?? 120), Number(values.sites ?? SITES), Number(values.processes ?? 1)];
  const under = new PlaneUnderTest(processes);
  const rooms = new Rooms(under, sites);
  try {
    await under.start();
    await rooms.connect();
    await rooms.program(PACKETS_PER_FRAME);
    const notes = await run(under, rooms, minutes);
    const result = {
      bench: 'soak',
      at: new Date().toISOString(),
      minutes,
      sites,
      processes,
      load: loadavg()[0],
      notes,
      missed: missed(notes),
    };
    if (values.save) save(result);
    console.log(JSON.stringify(result));
    return result.missed.length === 0 ? 0 : 1;
  } finally {
    rooms.close();
    await under.close();
  }
}

async function run(under: PlaneUnderTest, rooms: Rooms, minutes: number): Promise<Note[]> {
  const notes: Note[] = [];
  const endsAtMs = performance.now() + minutes * 60_000;
  const startedAtMs = performance.now();
  for (let turn = 0; performance.now() < endsAtMs; turn += 1) {
    await rooms.comeAndGo(LEAVING_SHARE, turn);
    const floorShown = await rooms.switchFloor(2).then(
      () => true,
      () => false,
    );
    await pause(Math.max(0, startedAtMs + (turn + 1) * TURN_MS - performance.now()));
    const { residentMB, openFiles } = under.cost;
    const minute = Math.round((performance.now() - startedAtMs) / 6000) / 10;
    const note = { minute, residentMB, openFiles, sessions: under.openSessions, floorShown };
    console.log(JSON.stringify(note));
    notes.push(note);
  }
  return notes;
}

/** Compared with the first figure after a tenth of the time, when everything has been used once. */
function missed(notes: readonly Note[]): string[] {
  const first = notes[Math.max(1, Math.floor(notes.length / 10))] ?? notes[0];
  const last = notes.at(-1);
  if (!first || !last) return ['nothing was measured'];
  const held = {
    memory: last.residentMB <= first.residentMB * GROWTH_MAX,
    handles: last.openFiles <= first.openFiles * GROWTH_MAX,
    sessions: last.sessions <= first.sessions * GROWTH_MAX,
    buses: notes.every((note) => note.floorShown),
  };
  return Object.entries(held).flatMap(([name, isHeld]) => (isHeld ? [] : [name]));
}

function save(result: { readonly at: string }): void {
  mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
  writeFileSync(new URL(`./results/${result.at.slice(0, 10)}-soak.json`, import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
}

process.exit(await main());
