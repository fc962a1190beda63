import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { StartProblem } from '../process/start-problem.ts';
import { readAccess, type RoomAccess, type SimulationAccess } from '../simulator/access.ts';
import type { PhoneParty } from '../simulator/phones/phone-party.ts';
import type { OfficeAddress } from '../simulator/phones/slips.ts';
import { createRandom } from '../simulator/random.ts';
import { DEFAULT_DUTIES } from '../simulator/room-duties.ts';
import { playScenario } from '../simulator/scenario/play-scenario.ts';
import { hasten, readScenario } from '../simulator/scenario/read-scenario.ts';
import { COUNTS, STEP_KINDS, type Scenario } from '../simulator/scenario/step-kinds.ts';
import { DEFAULT_HABITS } from '../simulator/script.ts';
import type { SiteEvent } from '../simulator/simulated-site.ts';
import { SimulationProblem } from '../simulator/simulation-problem.ts';
import { Simulation, type SimulationOptions } from '../simulator/simulation.ts';
import type { CommandContext } from './command.ts';
import { officeOf, PHONE_HELP, phoneParty } from './simulated-phones.ts';

/** Any number will do; the same one repeats the same conference. */
const USUAL_SEED = 2026;

/** Phones of a run without a script come in over a minute: quick enough to watch. */
const USUAL_ARRIVAL_S = 60;

const USAGE = `usage: diemcau simulate --access FILE [--script FILE [--speed X]] [--url URL] [--sites N] [--media M] [--watch] [--seed S]
                        [--seconds T] [--hands-every SECONDS] [--drops-every SECONDS] [--quiet]
       diemcau simulate --phones N --conference ID --token-file FILE [--from ADDRESSES] [--access FILE] [--script FILE …]`;
const HELP = `${USAGE}

Rooms and phones without people, through the public protocol, at any running server.

  --access FILE          whose rooms: what "diemcau conference create --json" or "links ID --json" prints
  --script FILE          steps with their times, in YAML or JSON; ends with 1 where something expected did not come
  --speed X              plays the script X times as fast, to try it out; limits ("within") stay
  --url URL              the server's address; this machine's by default
  --sites N              the first N rooms of the file; all by default
  --media M              the first M keep a media session open; all by default. The others open one when they are
                         called or looked at
  --watch                rooms receive the program, too, and throw it away
  --seed S               the same number repeats the same acts; ${USUAL_SEED}, or the script's own, by default
  --quiet                says nothing of what single rooms do

without a script:
  --seconds T            ends after so long; goes on until Ctrl-C by default
  --hands-every SECONDS  average time between two hands of one room; 0: none (${DEFAULT_HABITS.handEveryMs / 1000})
  --drops-every SECONDS  average time between two failures of a room's line; 0: none (${DEFAULT_HABITS.dropEveryMs / 1000})
  --rest-after SECONDS   rooms do nothing of their own accord while there was no sign of people for so long; 0: never (0)

${PHONE_HELP}

steps of a script:  ${Object.keys(STEP_KINDS).join(', ')}
what is counted:    ${COUNTS.join(', ')}
The last line of a script's run is one JSON object. How to write one, with examples: docs/simulate.md`;

/** `diemcau simulate`: rooms and phones without people, until the script or the time is over, Ctrl-C, or the process that started it is gone. */
export async function simulate({ args, entryPath }: CommandContext): Promise<number> {
  // Whoever started this process is gone, and nobody is left to end it.
  process.once('disconnect', () => process.exit(0));
  if (args.includes('--help')) return printHelp();
  const run = await readOptions(args, entryPath).catch(asStartProblem);
  const code = await (run.scenario ? play(run.scenario, run) : improvise(run)).catch(asStartProblem).finally(() => run.phones?.close());
  // A channel that is listened to keeps a process alive.
  process.removeAllListeners('disconnect');
  if (process.connected) process.disconnect();
  return code;
}

function printHelp(): number {
  process.stdout.write(`${HELP}\n`);
  return 0;
}

/** What the words of the command come to. */
interface Run {
  readonly options: SimulationOptions;
  readonly scenario: Scenario | undefined;
  readonly phones: PhoneParty | null;
  readonly office: OfficeAddress | null;
  /** Without a script. */
  readonly seconds: number;
  readonly arriveOverMs: number;
}

async function improvise({ options, phones, arriveOverMs, seconds }: Run): Promise<number> {
  const simulation = await Simulation.start(options);
  // Whoever plays rooms in several processes tells each what the others have seen.
  process.on('message', () => simulation.wake());
  const everybody = phones?.draw({ kind: 'all' }, { isThere: false, random: createRandom(options.seed) }) ?? [];
  const curve = { overMs: arriveOverMs, shape: 'bell', random: createRandom(options.seed) } as const;
  void phones?.arrive(everybody, curve).then(() => tellPhones(phones));
  await untilStopped(seconds);
  process.removeAllListeners('message');
  await simulation.close();
  return 0;
}

async function tellPhones(phones: PhoneParty): Promise<void> {
  const { arrived, current } = await phones.look();
  printLine(`${arrived} of ${phones.size} phones have checked in, ${current} are up to date`);
}

async function play(scenario: Scenario, { options, phones, office }: Run): Promise<number> {
  const stopping = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopping.abort());
  const report = await playScenario({ ...options, scenario, phones, office, tell: printLine, signal: stopping.signal });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return report.ok ? 0 : 1;
}

async function readOptions(args: readonly string[], entryPath: string): Promise<Run> {
  const values = parseWords(args);
  if (values.access === undefined && values.phones === undefined) throw new StartProblem(USAGE);
  const number = (
    name: 'sites' | 'media' | 'seed' | 'seconds' | 'hands-every' | 'drops-every' | 'arrive-over' | 'rest-after',
    fallback: number,
  ) => parseNumber(name, values[name], fallback);
  const speed = Math.max(1, parseNumber('speed', values.speed, 1));
  const scenario = values.script === undefined ? undefined : hasten(readScript(values.script), speed);
  refuseBeside(scenario, values);
  const access: SimulationAccess = values.access === undefined ? { sites: [] } : await readAccess(values.access);
  const sitesMax = number('sites', access.sites.length);
  const url = (values.url ?? readConfig().publicUrl).replace(/\/$/, '');
  const options: SimulationOptions = {
    url,
    access,
    sitesMax,
    mediaMax: number('media', sitesMax),
    watch: values.watch ?? false,
    seed: number('seed', scenario?.seed ?? USUAL_SEED),
    habits: {
      ...DEFAULT_HABITS,
      handEveryMs: number('hands-every', DEFAULT_HABITS.handEveryMs / 1000) * 1000,
      dropEveryMs: number('drops-every', DEFAULT_HABITS.dropEveryMs / 1000) * 1000,
    },
    duties: DEFAULT_DUTIES,
    restAfterMs: number('rest-after', 0) * 1000,
    onSign: () => process.send?.({ type: 'people-seen' }),
    onEvent: values.quiet ? () => undefined : printEvent,
  };
  const office = officeOf(values, url);
  const place = { url, seed: options.seed, entryPath, isImprovised: scenario === undefined };
  const phones = await phoneParty(values, place, office);
  const arriveOverMs = number('arrive-over', USUAL_ARRIVAL_S) * 1000;
  return { options, scenario, phones, office, seconds: number('seconds', Infinity), arriveOverMs };
}

function readScript(path: string): Scenario {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartProblem(`Cannot read the script ${path} (${(error as NodeJS.ErrnoException).code}).`);
  }
  try {
    return readScenario(text, path);
  } catch (error) {
    return asStartProblem(error);
  }
}

/** What a script decides cannot be decided beside it. */
function refuseBeside(scenario: Scenario | undefined, values: ReturnType<typeof parseWords>): void {
  const other = (['seconds', 'hands-every', 'drops-every', 'arrive-over', 'rest-after'] as const).find(
    (name) => values[name] !== undefined,
  );
  if (scenario && other) throw new StartProblem(`--${other} is for a simulation without a script`);
}

function parseWords(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        access: text,
        script: text,
        speed: text,
        url: text,
        sites: text,
        media: text,
        watch: flag,
        seed: text,
        seconds: text,
        'hands-every': text,
        'drops-every': text,
        phones: text,
        slips: text,
        conference: text,
        'token-file': text,
        'conference-itself': flag,
        from: text,
        processes: text,
        'arrive-over': text,
        'rest-after': text,
        quiet: flag,
      },
    }).values;
  } catch (error) {
    throw new StartProblem(`${(error as Error).message}\n${USAGE}`);
  }
}

function parseNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new StartProblem(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
}

function printEvent(room: RoomAccess, event: SiteEvent): void {
  const { type, ...rest } = event;
  const words = event.type === 'command' ? `${event.command.type} ${event.refused ?? 'done'}` : Object.values(rest).join(' ');
  printLine(`${room.name ?? room.siteId ?? 'room'}  ${type} ${words}`);
}

function printLine(line: string): void {
  process.stdout.write(`${new Date().toISOString()}  ${line}\n`);
}

function untilStopped(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    // The longest time a timer takes (2³¹ − 1 ms, 24 days) stands for "no end".
    const timer = setTimeout(resolve, Math.min(seconds * 1000, 2 ** 31 - 1));
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, stop);
  });
}

function asStartProblem(error: unknown): never {
  if (error instanceof SimulationProblem) throw new StartProblem(error.message);
  throw error;
}
