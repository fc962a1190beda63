import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { StartProblem } from '../process/start-problem.ts';
import { readAccess, type RoomAccess } from '../simulator/access.ts';
import { DEFAULT_DUTIES } from '../simulator/room-duties.ts';
import { DEFAULT_HABITS } from '../simulator/script.ts';
import type { SiteEvent } from '../simulator/simulated-site.ts';
import { SimulationProblem } from '../simulator/simulation-problem.ts';
import { Simulation, type SimulationOptions } from '../simulator/simulation.ts';
import type { CommandContext } from './command.ts';

const USAGE = `usage: diemcau simulate --access FILE [--url URL] [--sites N] [--media M] [--watch] [--seed S]
                        [--seconds T] [--hands-every SECONDS] [--drops-every SECONDS] [--quiet]`;

/** `diemcau simulate`: rooms without people, until the time is up, Ctrl-C, or the process that started it is gone. */
export async function simulate({ args }: CommandContext): Promise<number> {
  // Whoever started this process is gone, and nobody is left to end it.
  process.once('disconnect', () => process.exit(0));
  if (args.includes('--help')) return printUsage();
  const { options, seconds } = await readOptions(args);
  const simulation = await Simulation.start(options).catch(asStartProblem);
  await untilStopped(seconds);
  await simulation.close();
  // A channel that is listened to keeps a process alive.
  process.removeAllListeners('disconnect');
  if (process.connected) process.disconnect();
  return 0;
}

function printUsage(): number {
  process.stdout.write(`${USAGE}\n`);
  return 0;
}

async function readOptions(args: readonly string[]): Promise<{ options: SimulationOptions; seconds: number }> {
  const values = parseWords(args);
  if (values.access === undefined) throw new StartProblem(USAGE);
  const number = (name: 'sites' | 'media' | 'seed' | 'seconds' | 'hands-every' | 'drops-every', fallback: number) =>
    parseNumber(name, values[name], fallback);
  const access = await readAccess(values.access).catch(asStartProblem);
  const sitesMax = number('sites', access.sites.length);
  const options: SimulationOptions = {
    url: (values.url ?? readConfig().publicUrl).replace(/\/$/, ''),
    access,
    sitesMax,
    mediaMax: number('media', sitesMax),
    watch: values.watch ?? false,
    // Any number will do; the same one repeats the same conference.
    seed: number('seed', 2026),
    habits: {
      ...DEFAULT_HABITS,
      handEveryMs: number('hands-every', DEFAULT_HABITS.handEveryMs / 1000) * 1000,
      dropEveryMs: number('drops-every', DEFAULT_HABITS.dropEveryMs / 1000) * 1000,
    },
    duties: DEFAULT_DUTIES,
    onEvent: values.quiet ? () => undefined : printEvent,
  };
  return { options, seconds: number('seconds', Infinity) };
}

function parseWords(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        access: text,
        url: text,
        sites: text,
        media: text,
        watch: flag,
        seed: text,
        seconds: text,
        'hands-every': text,
        'drops-every': text,
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
  process.stdout.write(`${new Date().toISOString()}  ${room.name ?? room.siteId ?? 'room'}  ${type} ${words}\n`);
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
