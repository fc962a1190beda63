/** From a plan to a scheduled conference with its accounts, rooms, codes and links. */
import { randomUUID } from 'node:crypto';
import {
  assert,
  DEFAULT_SETTINGS,
  ID_MAX_CHARS,
  isId,
  type Actor,
  type CommandOf,
  type ConferenceCommand,
  type ConferenceKind,
  type ItemPlan,
  type OfficerRole,
  type PlannedCheck,
  type Settings,
} from '@diemcau/core';
import type { Pool } from 'pg';
import type { Journal } from '../journal/journal.ts';
import { StartProblem } from '../process/start-problem.ts';
import { createAccount, createSignInLink } from './access/accounts.ts';
import { ensureScreenAccess, ensureSiteAccess } from './access/site-access.ts';
import { ConferenceRoom } from './conference-room.ts';
import { scopedCommandId } from './conference-stream.ts';
import { writeSummary } from './conference-summaries.ts';

export interface PlannedSite {
  /** Made where it is not given. */
  readonly siteId?: string;
  readonly name: string;
  readonly unitId?: string;
  /** Name of the unit the room belongs to; the room's own where it is not given. */
  readonly unitName?: string;
  /** Depth of the unit in the tree, 0 at the top. */
  readonly level?: number;
  /** The unit and those above it up to the top. */
  readonly unitPath?: readonly string[];
  /** Their names, in the same order. */
  readonly unitNames?: readonly string[];
  /** How many people are expected in it, where that is known. */
  readonly expectedCount?: number | null;
}

export interface ConferencePlan {
  /** Made where it is not given. */
  readonly conferenceId?: string;
  readonly title: string;
  /** `briefing` unless told. */
  readonly kind?: ConferenceKind;
  readonly rehearsal?: boolean;
  readonly startsAtMs: number;
  readonly settings?: Settings;
  readonly hall: PlannedSite;
  readonly sites: readonly PlannedSite[];
  /** At least a chair. An `accountId` appoints somebody who is there; without one an account is made. */
  readonly officers: readonly { readonly name: string; readonly roles: readonly OfficerRole[]; readonly accountId?: string }[];
  /** Items that name a presenting room name one of these rooms by its `siteId`. */
  readonly agenda?: readonly ItemPlan[];
  /** What the organiser has to see to; nothing unless given. */
  readonly checklist?: readonly PlannedCheck[];
  /** Sign-in links that work more than once, for demonstrations. */
  readonly reusableLinks?: boolean;
}

export interface CreatedConference {
  readonly conferenceId: string;
  readonly officers: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly roles: readonly OfficerRole[];
    readonly signInToken: string;
  }[];
  /** The hall first. `code` is six digits. */
  readonly sites: readonly {
    readonly siteId: string;
    readonly name: string;
    readonly isHall: boolean;
    readonly code: string;
    readonly token: string;
  }[];
  readonly screenToken: string;
}

export interface CreateDeps {
  readonly db: Pool;
  readonly journal: Journal;
  readonly nowMs: () => number;
  /** Who creates it, where that is not the operator; the caller has asked `may`. */
  readonly by?: Actor;
}

const OPERATOR: Actor = { kind: 'operator' };

/** Time to hand the links out, whenever the conference is; after it nobody needs a new sign-in by them. */
export const LINK_DAYS_MS = 14 * 86_400_000;

/** Throws OutsideFault, and StartProblem for an id that is none, before anything is made. What was made before a fault stays, and is harmless: a draft nobody was invited to. */
export async function createConference(deps: CreateDeps, plan: ConferencePlan): Promise<CreatedConference> {
  const { conferenceId = randomUUID() } = plan;
  const sites = [plan.hall, ...plan.sites].map(admitted);
  checkIds([
    conferenceId,
    ...sites.flatMap(({ siteId, unitId, unitPath = [] }) => [siteId, unitId, ...unitPath]),
    ...plan.officers.flatMap(({ accountId }) => accountId ?? []),
  ]);
  const officers = await Promise.all(plan.officers.map((officer) => account(deps, plan, officer)));
  const room = new ConferenceRoom(conferenceId, deps.journal);
  for (const command of commandsOf(plan, { conferenceId, sites, officers })) {
    const commandId = scopedCommandId(conferenceId, randomUUID());
    const answer = await room.execute({ command, atMs: deps.nowMs(), by: creatorOf(deps, command), commandId });
    assert(answer.ok, `${command.type} refused: ${answer.ok ? '' : answer.refusal.code}`);
  }
  await writeSummary(deps.db, room.step!);
  const names = new Map(sites.map((site) => [site.siteId, site.name]));
  const access = await ensureSiteAccess(deps.db, conferenceId, [...names.keys()]);
  return {
    conferenceId,
    officers,
    sites: access.map((one, index) => ({ ...one, name: names.get(one.siteId)!, isHall: index === 0 })),
    screenToken: await ensureScreenAccess(deps.db, conferenceId),
  };
}

/** Clients refuse a welcome with a longer id, and consoles stay empty. */
function checkIds(ids: readonly string[]): void {
  const stranger = ids.find((id) => !isId(id));
  if (stranger === undefined) return;
  throw new StartProblem(`“${stranger}” is no id: ids have 1 to ${ID_MAX_CHARS} letters, digits, hyphens and underscores.`);
}

/** Rooms and officers follow from the plan; until somebody is an officer only the operator gives commands. */
function creatorOf({ by = OPERATOR }: CreateDeps, { type }: ConferenceCommand): Actor {
  return type === 'CreateConference' ? by : OPERATOR;
}

/** A room as `AdmitSites` takes it. */
type Site = CommandOf<'AdmitSites'>['sites'][number];

interface Made {
  readonly conferenceId: string;
  readonly sites: readonly Site[];
  readonly officers: CreatedConference['officers'];
}

function commandsOf(
  { title, kind = 'briefing', rehearsal = false, settings = DEFAULT_SETTINGS, startsAtMs, agenda = [], checklist = [] }: ConferencePlan,
  made: Made,
): ConferenceCommand[] {
  const { conferenceId, sites, officers } = made;
  return [
    { type: 'CreateConference', conferenceId, title, kind, rehearsal, settings },
    { type: 'AdmitSites', sites: [...sites] },
    { type: 'SetHall', siteId: sites[0]!.siteId },
    ...officers.map(({ accountId, roles }) => ({ type: 'AppointOfficer' as const, accountId, roles: [...roles] })),
    ...(agenda.length > 0 ? [{ type: 'PlanAgenda' as const, items: [...agenda] }] : []),
    ...(checklist.length > 0 ? [{ type: 'AddChecklistItems' as const, items: [...checklist] }] : []),
    { type: 'ScheduleConference', startsAtMs },
  ];
}

/** A room that is in no register brings its unit along. */
function admitted({ siteId = randomUUID(), unitId = randomUUID(), level = 0, ...planned }: PlannedSite): Site {
  const { name, unitName = name, unitPath, unitNames, expectedCount } = planned;
  const above = { ...(unitPath && { unitPath: [...unitPath] }), ...(unitNames && { unitNames: [...unitNames] }) };
  return { siteId, name, unitId, unitName, level, ...above, expectedCount: expectedCount ?? null };
}

async function account({ db, nowMs }: CreateDeps, plan: ConferencePlan, officer: ConferencePlan['officers'][number]) {
  const { name, roles } = officer;
  const accountId = officer.accountId ?? (await createAccount(db, name));
  const expiresAtMs = Math.max(plan.startsAtMs, nowMs()) + LINK_DAYS_MS;
  const signInToken = await createSignInLink(db, { accountId, reusable: plan.reusableLinks ?? false, expiresAtMs });
  return { accountId, name, roles, signInToken };
}
