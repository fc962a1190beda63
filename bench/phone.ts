/**
 * `npm run bench:phone`: how soon the phone page can be used on a slow line and a slow phone, with nothing of it
 * kept: by a stranger who is to type the room's code, by somebody with an invitation, and by whoever looks at a
 * public conference of 145 rooms that is in session. And how much script the page is.
 *
 *   tsx bench/phone.ts [--rounds N] [--save]
 *
 * A real server on a temporary data folder and real Chromium on this machine. The last line of standard output is
 * JSON; exit code 1 says that an aim was missed.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { ConsoleClient } from '../apps/server/src/simulator/console-client.ts';
import { percentile } from './floor/percentile.ts';
import { startServerUnderTest, type ServerUnderTest } from './floor/server-under-test.ts';
import { HANDSET, openChromium, openOnHandset, type Opened, type Opening } from './phone/handset.ts';
import { prepareConference, type Prepared } from './phone/prepared-conference.ts';

/** Who stands in a doorway with a phone waits two seconds. */
const AIMS = { usableMs: 2_000, scriptBytes: 80_000 } as const;
/** The reference day. */
const SITES = 145;
/** As many parts as a long briefing has. */
const AGENDA = Array.from({ length: 12 }, (_, place) => ({
  itemId: `item-${place}`,
  kind: 'report' as const,
  title: `Kết quả nắm bắt tình hình dư luận và kiến nghị của các đơn vị trong quý, phần ${place + 1}`,
  presenterUnitId: null,
  presenterSiteId: null,
  plannedMs: 600_000,
  speechMs: null,
  notes: '',
}));
/** Enough that the middle one is no accident; one opening takes about two seconds. */
const DEFAULT_ROUNDS = 9;
const ASSETS = fileURLToPath(new URL('../apps/phone/dist/assets/', import.meta.url));
const LOAD_BEFORE = loadavg()[0] ?? 0;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, save: { type: 'boolean' } } });
  const rounds = Number(values.rounds ?? DEFAULT_ROUNDS);
  const server = await startServerUnderTest(SITES);
  const browser = await openChromium();
  try {
    const result = summarise(rounds, await measure(browser, server, rounds));
    if (values.save) save(result);
    console.log(JSON.stringify(result));
    return result.ok ? 0 : 1;
  } finally {
    await browser.close();
    await server.close();
  }
}

type Measured = Readonly<Record<'stranger' | 'invited' | 'inSession', readonly Opened[]>>;

async function measure(browser: Browser, server: ServerUnderTest, rounds: number): Promise<Measured> {
  const prepared = await prepareConference(server);
  const stranger = await repeated(browser, strangerOf(prepared), rounds);
  const invited = await repeated(browser, invitedOf(prepared), rounds);
  await prepared.makePublic();
  const chair = await ConsoleClient.connect(server);
  await chair.command({ type: 'PlanAgenda', items: AGENDA });
  await chair.command({ type: 'OpenConference' });
  const inSession = await repeated(browser, inSessionOf(prepared), rounds);
  chair.close();
  return { stranger, invited, inSession };
}

/** Not invited by a link: the code of the room is asked for, and eight digits make the button ready. */
function strangerOf({ phoneUrl }: Prepared): Opening {
  const press: Opening['press'] = (page) => page.getByTestId('room-code').fill('12345678');
  return { url: phoneUrl, content: '[data-testid="room-code"]', press, answer: '[data-testid="read-code"]:enabled' };
}

/** The page says whose invitation it is; the button of the other language answers without a server. */
function invitedOf({ invitationUrl }: Prepared): Opening {
  const press: Opening['press'] = (page) => page.getByText('English', { exact: true }).click();
  return { url: invitationUrl, content: '.name', press, answer: 'text=Check in, present online' };
}

/** The agenda is there, and with it everything else of the view. */
function inSessionOf({ phoneUrl }: Prepared): Opening {
  const press: Opening['press'] = (page) => page.getByText('English', { exact: true }).click();
  return { url: phoneUrl, content: '.agenda li', press, answer: 'text=In session' };
}

async function repeated(browser: Browser, opening: Opening, rounds: number): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  for (let round = 0; round < rounds; round += 1) opened.push(await openOnHandset(browser, opening));
  return opened;
}

function summarise(rounds: number, measured: Measured) {
  const openings = Object.fromEntries(Object.entries(measured).map(([name, opened]) => [name, figuresOf(opened)]));
  const script = scriptBytes();
  const isFast = Object.values(openings).every(({ usable }) => usable.p50Ms <= AIMS.usableMs);
  return {
    bench: 'phone',
    at: new Date().toISOString(),
    machine: { cores: cpus().length, node: process.version, loadBefore: tenth(LOAD_BEFORE), loadAfter: tenth(loadavg()[0] ?? 0) },
    rounds,
    handset: HANDSET,
    ...openings,
    aimUsableP50Ms: AIMS.usableMs,
    script: { ...script, aimBytes: AIMS.scriptBytes },
    ok: isFast && script.gzipBytes <= AIMS.scriptBytes,
  };
}

function figuresOf(opened: readonly Opened[]) {
  const over = (pick: (one: Opened) => number) => ({
    p50Ms: Math.round(percentile(opened.map(pick), 0.5)),
    maxMs: Math.round(Math.max(...opened.map(pick))),
  });
  return {
    content: over((one) => one.contentMs),
    usable: over((one) => one.usableMs),
    requests: Math.max(...opened.map((one) => one.requests)),
    transferredBytes: Math.max(...opened.map((one) => one.transferredBytes)),
  };
}

/** All of it, also what is fetched only where a ballot is secret; gzip is the larger of the two compressions. */
function scriptBytes(): { readonly gzipBytes: number; readonly files: number } {
  const files = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
  const gzipBytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(ASSETS + name)).length, 0);
  return { gzipBytes, files: files.length };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function save(result: ReturnType<typeof summarise>): void {
  const folder = `${import.meta.dirname}/results`;
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${result.at.slice(0, 10)}-phone-${result.at.slice(11, 16).replace(':', '')}.json`;
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`saved ${path}`);
}

process.exitCode = await main();
