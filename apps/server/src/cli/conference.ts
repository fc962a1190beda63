import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { OfficerRole } from '@diemcau/core';
import { accountNames, createSignInLink } from '../hub/access/accounts.ts';
import { ensureScreenAccess, ensureSiteAccess } from '../hub/access/site-access.ts';
import { ConferenceRooms } from '../hub/conference-rooms.ts';
import { allConferences } from '../hub/conference-summaries.ts';
import { createConference, LINK_DAYS_MS, type ConferencePlan, type CreatedConference, type PlannedSite } from '../hub/create-conference.ts';
import { StartProblem } from '../process/start-problem.ts';
import type { CommandContext } from './command.ts';
import { accessSheet } from './access-sheet.ts';
import { withInstallation, type Installation } from './installation.ts';
import { parseSites } from './sites-file.ts';

const USAGE = `usage:
  diemcau conference create --title TITLE --starts 2026-09-30T08:00+07:00 --chair NAME --hall NAME
      [--deputy NAME …] [--secretary NAME …] [--technician NAME …]
      [--site NAME … | --sites FILE.csv] [--json]
  diemcau conference list
  diemcau conference links ID [--json]      codes and links again; sign-in links are new
FILE.csv has a line "name,unit,level,path,expected" for every room; all but the name may be empty.
Path names the units above, the top first ("Tỉnh A > Xã B"); expected is how many people come.`;

const OPTIONS = {
  title: { type: 'string' },
  starts: { type: 'string' },
  chair: { type: 'string' },
  deputy: { type: 'string', multiple: true },
  secretary: { type: 'string', multiple: true },
  technician: { type: 'string', multiple: true },
  hall: { type: 'string' },
  site: { type: 'string', multiple: true },
  sites: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `diemcau conference …`: prepares a conference from the command line and prints what to hand out. */
export async function conference({ args }: CommandContext): Promise<number> {
  const { values, positionals } = parseCommand(args);
  const [action, conferenceId] = positionals;
  if (action === 'create') return create(values);
  if (action === 'list') return list();
  if (action === 'links' && conferenceId) return links(conferenceId, values.json ?? false);
  throw new StartProblem(USAGE);
}

type Values = ReturnType<typeof parseCommand>['values'];

function parseCommand(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new StartProblem(`${(error as Error).message}\n${USAGE}`);
  }
}

async function create(values: Values): Promise<number> {
  const plan = planOf(values);
  return withInstallation('conference', async (installation) => {
    print(installation, await createConference(installation, plan), values.json ?? false);
    return 0;
  });
}

function list(): Promise<number> {
  return withInstallation('conference', async ({ db, journal, log }) => {
    const rooms = new ConferenceRooms({ journal, log });
    for (const { conferenceId, phase, startsAtMs, title } of await allConferences(db, rooms)) {
      const starts = startsAtMs === null ? '-' : new Date(startsAtMs).toISOString();
      process.stdout.write(`${conferenceId}  ${phase.padEnd(9)}  ${starts.padEnd(24)}  ${title}\n`);
    }
    rooms.close();
    return 0;
  });
}

function links(conferenceId: string, json: boolean): Promise<number> {
  return withInstallation('conference', async (installation) => {
    print(installation, await existing(installation, conferenceId), json);
    return 0;
  });
}

/** A conference that is there, in the shape of one just created. */
async function existing({ db, journal, log, nowMs }: Installation, conferenceId: string): Promise<CreatedConference> {
  const rooms = new ConferenceRooms({ journal, log });
  const state = (await rooms.open(conferenceId))?.step?.state;
  rooms.close();
  if (!state) throw new StartProblem(`there is no conference ${conferenceId}; "diemcau conference list" names them`);
  if (state.phase === 'closed') throw new StartProblem('the conference is closed, and its codes and links with it');
  const names = await accountNames(db, Object.keys(state.officers));
  const officers = Object.values(state.officers).map(async ({ accountId, roles }) => {
    const signInToken = await createSignInLink(db, { accountId, reusable: false, expiresAtMs: nowMs() + LINK_DAYS_MS });
    return { accountId, name: names[accountId] ?? accountId, roles, signInToken };
  });
  const access = await ensureSiteAccess(db, conferenceId, Object.keys(state.sites));
  return {
    conferenceId,
    officers: await Promise.all(officers),
    sites: access.map((one) => ({ ...one, name: state.sites[one.siteId]!.name, isHall: one.siteId === state.hallSiteId })),
    screenToken: await ensureScreenAccess(db, conferenceId),
  };
}

function planOf(values: Values): ConferencePlan {
  const { title, chair, hall } = values;
  if (!title || !chair || !hall || !values.starts) throw new StartProblem(USAGE);
  const startsAtMs = Date.parse(values.starts);
  if (Number.isNaN(startsAtMs)) throw new StartProblem(`--starts ${values.starts} is not a date such as 2026-09-30T08:00+07:00`);
  const named = (names: readonly string[] | undefined, role: OfficerRole) => (names ?? []).map((name) => ({ name, roles: [role] }));
  const officers = [
    ...named([chair], 'chair'),
    ...named(values.deputy, 'deputy'),
    ...named(values.secretary, 'secretary'),
    ...named(values.technician, 'technician'),
  ];
  return { title, startsAtMs, hall: { name: hall }, sites: sitesOf(values), officers };
}

function sitesOf({ site = [], sites }: Values): PlannedSite[] {
  const named = site.map((name) => ({ name }));
  return sites === undefined ? named : [...named, ...parseSites(readText(sites), sites)];
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartProblem(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function print({ config }: Installation, created: CreatedConference, json: boolean): void {
  const sheet = accessSheet(config, created);
  process.stdout.write(json ? `${JSON.stringify({ ...created, ...sheet.links }, null, 2)}\n` : sheet.text);
}
