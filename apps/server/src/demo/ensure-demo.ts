/** Makes the demonstration's briefing where there is none that is still to be held, and collects what lets into it. */
import { randomUUID } from 'node:crypto';
import { assert, type ConferenceState, type OfficerRole } from '@diemcau/core';
import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import type { DocumentStore } from '../documents/document-store.ts';
import { fileFolder } from '../documents/file-folder.ts';
import { createSignInLink } from '../hub/access/accounts.ts';
import { ensureScreenAccess, ensureSiteAccess, type SiteAccess } from '../hub/access/site-access.ts';
import { ConferenceRooms } from '../hub/conference-rooms.ts';
import { scopedCommandId } from '../hub/conference-stream.ts';
import { allConferences } from '../hub/conference-summaries.ts';
import { reserveConference } from '../hub/conference-units.ts';
import { createConference, LINK_DAYS_MS, type ConferencePlan, type PlannedSite } from '../hub/create-conference.ts';
import type { Journal } from '../journal/journal.ts';
import type { Logger } from '../log.ts';
import { DEMO_AGENDA } from './agenda.ts';
import { keepDemoDocuments } from './documents.ts';
import { ensureGrants, ensureOrganisation } from './ensure-organisation.ts';
import { DEMO_HALL, DEMO_OFFICERS, DEMO_SITES, DEMO_TITLE, DEMO_UNITS, type DemoRole, type DemoSite } from './province.ts';

export interface DemoDeps {
  readonly config: Pick<Config, 'dataDir' | 'documentMaxMb'>;
  readonly db: Pool;
  readonly journal: Journal;
  readonly log: Logger;
  readonly nowMs: () => number;
}

/** What lets into the demonstration. */
export interface DemoAccess {
  readonly conferenceId: string;
  readonly isNew: boolean;
  readonly officers: readonly { readonly role: DemoRole; readonly name: string; readonly signInToken: string }[];
  /** The hall first. */
  readonly rooms: readonly (DemoSite & SiteAccess)[];
  readonly screenToken: string;
}

/** Meetings begin on the quarter of an hour. */
const QUARTER_HOUR_MS = 900_000;

/** What the bureau has written to all rooms beforehand. */
const FIRST_MESSAGE =
  'Đề nghị các điểm cầu vào phòng trước giờ khai mạc 15 phút, thử hình và tiếng, báo sĩ số; tài liệu của hội nghị đã có ở mục Chương trình.';

/** A briefing that was closed is over: the next start schedules a fresh one with the same officers. Throws OutsideFault. */
export async function ensureDemo(deps: DemoDeps): Promise<DemoAccess> {
  const rooms = new ConferenceRooms(deps);
  try {
    await ensureOrganisation(deps);
    const held = await heldDemos(deps, rooms);
    const open = held.find((state) => state.phase !== 'closed' && isWhole(state));
    if (open) return await collectAccess(deps, open, false);
    const created = await createDemo(deps, rooms, held.at(-1));
    await ensureGrants(deps, new Map(DEMO_OFFICERS.flatMap(({ role }) => pair(role, accountOf(created, role)))));
    return await collectAccess(deps, created, true);
  } finally {
    rooms.close();
  }
}

function pair(role: DemoRole, accountId: string | undefined): [DemoRole, string][] {
  return accountId === undefined ? [] : [[role, accountId]];
}

/** A briefing of an earlier version had fewer rooms; it is left alone. */
function isWhole({ sites }: ConferenceState): boolean {
  return [DEMO_HALL, ...DEMO_SITES].every(({ siteId }) => Object.hasOwn(sites, siteId));
}

async function createDemo(deps: DemoDeps, rooms: ConferenceRooms, last: ConferenceState | undefined): Promise<ConferenceState> {
  const conferenceId = randomUUID();
  await reserveConference(deps.db, conferenceId, DEMO_HALL.unit.unitId);
  await createConference(deps, { ...planOf(last, deps.nowMs()), conferenceId });
  const room = await rooms.open(conferenceId);
  const accountId = room?.step?.state ? accountOf(room.step.state, 'secretary') : undefined;
  assert(room && accountId !== undefined, 'the briefing just made is not in the journal');
  const by = { kind: 'account', accountId } as const;
  const message = { type: 'SendMessage', messageId: 'truoc-hoi-nghi', to: { kind: 'all' }, text: FIRST_MESSAGE } as const;
  for (const command of [...(await keepDemoDocuments(storeOf(deps))), message]) {
    const answer = await room.execute({ command, by, atMs: deps.nowMs(), commandId: scopedCommandId(conferenceId, randomUUID()) });
    assert(answer.ok, `${command.type} refused: ${answer.ok ? '' : answer.refusal.code}`);
  }
  return room.step!.state;
}

/** The workers' own store: same folder, same table. What is converted there is none of ours. */
function storeOf({ db, nowMs, config: { dataDir, documentMaxMb } }: DemoDeps): DocumentStore {
  return { folder: fileFolder(dataDir), db, nowMs, maxBytes: documentMaxMb * 1_000_000, converts: false };
}

/** Briefings of the demonstration, the one opened last at the end. */
async function heldDemos({ db }: DemoDeps, rooms: ConferenceRooms): Promise<ConferenceState[]> {
  const summaries = (await allConferences(db, rooms)).filter(({ title }) => title === DEMO_TITLE);
  const states = await Promise.all(summaries.map(async ({ conferenceId }) => (await rooms.open(conferenceId))?.step?.state));
  return states.flatMap((state) => state ?? []).sort((a, b) => (a.startsAtMs ?? 0) - (b.startsAtMs ?? 0));
}

function planOf(last: ConferenceState | undefined, nowMs: number): ConferencePlan {
  const known = (role: DemoRole) => (last ? accountOf(last, role) : undefined);
  return {
    title: DEMO_TITLE,
    startsAtMs: Math.ceil(nowMs / QUARTER_HOUR_MS) * QUARTER_HOUR_MS,
    hall: plannedSite(DEMO_HALL),
    sites: DEMO_SITES.map(plannedSite),
    officers: DEMO_OFFICERS.map(({ role, name }) => {
      const accountId = known(role);
      return { name, roles: [role], ...(accountId === undefined ? {} : { accountId }) };
    }),
    agenda: DEMO_AGENDA,
    reusableLinks: true,
  };
}

function plannedSite({ siteId, name, unit, expectedCount }: DemoSite): PlannedSite {
  const unitNames = unit.path.map((unitId) => DEMO_UNITS.find((one) => one.unitId === unitId)?.name ?? '');
  const { unitId, name: unitName, path: unitPath } = unit;
  return { siteId, name, unitId, unitName, level: unitPath.length - 1, unitPath, unitNames, expectedCount };
}

function accountOf(state: ConferenceState, role: OfficerRole): string | undefined {
  return Object.values(state.officers).find(({ roles }) => roles.includes(role))?.accountId;
}

async function collectAccess(deps: DemoDeps, state: ConferenceState, isNew: boolean): Promise<DemoAccess> {
  const { db } = deps;
  const { conferenceId } = state;
  const demoSites = [DEMO_HALL, ...DEMO_SITES].filter(({ siteId }) => Object.hasOwn(state.sites, siteId));
  const access = await ensureSiteAccess(
    db,
    conferenceId,
    demoSites.map(({ siteId }) => siteId),
  );
  return {
    conferenceId,
    isNew,
    officers: await signInLinks(deps, state),
    rooms: demoSites.map((site, index) => ({ ...site, ...access[index]! })),
    screenToken: await ensureScreenAccess(db, conferenceId),
  };
}

/** New ones each time, because only their hashes are kept; those of earlier starts go on working until they expire. */
async function signInLinks({ db, nowMs }: DemoDeps, state: ConferenceState): Promise<DemoAccess['officers']> {
  const links = DEMO_OFFICERS.map(async ({ role, name }) => {
    const accountId = accountOf(state, role);
    if (accountId === undefined) return [];
    const signInToken = await createSignInLink(db, { accountId, reusable: true, expiresAtMs: nowMs() + LINK_DAYS_MS });
    return [{ role, name, signInToken }];
  });
  return (await Promise.all(links)).flat();
}
