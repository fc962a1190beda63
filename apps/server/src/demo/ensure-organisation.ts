/** The invented province as an organisation: its units, registered rooms and the people on duty in them. */
import { randomUUID } from 'node:crypto';
import { assert, type Role } from '@diemcau/core';
import type { Pool } from 'pg';
import type { Journal } from '../journal/journal.ts';
import { StreamFold, type StreamAnswer } from '../journal/stream-fold.ts';
import { writeContacts } from '../organisation/contacts.ts';
import { organisationCommandId } from '../organisation/organisation.ts';
import { dayIn, readProfile, writeProfile } from '../organisation/profile.ts';
import { GRANTS_RULES, SITES_RULES, TREE_RULES } from '../organisation/streams.ts';
import { DEMO_HALL, DEMO_ORGANISATION, DEMO_SITES, DEMO_UNITS, type DemoRole } from './province.ts';
import { SITE_OFFICERS } from './site-officers.ts';

export interface OrganisationDeps {
  readonly db: Pool;
  readonly journal: Journal;
  readonly nowMs: () => number;
}

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const OPERATOR = { kind: 'operator' } as const;
const TOP = DEMO_UNITS[0]!.unitId;
/** Rooms hold a tenth more than are invited, in rows of ten. */
const capacityFor = (expected: number) => Math.ceil((expected * 1.1) / 10) * 10;

/** Does nothing where the organisation has been made: the profile is written last. Throws OutsideFault. */
export async function ensureOrganisation(deps: OrganisationDeps): Promise<void> {
  if (await readProfile(deps.db)) return;
  await createUnits(deps);
  await registerSites(deps);
  await writeContacts(
    deps.db,
    SITE_OFFICERS.map(({ siteId: _siteId, ...officer }) => ({ ...officer, code: '', email: '', role: null })),
    deps.nowMs(),
  );
  await writeProfile(deps.db, { name: DEMO_ORGANISATION, timeZone: TIME_ZONE, language: 'vi' });
}

/** What they may in the whole province. The secretary runs the demonstration's organisation, too. */
const ROLES: Readonly<Record<DemoRole, readonly Role[]>> = {
  chair: ['chair'],
  deputy: ['chair'],
  secretary: ['secretary', 'administrator'],
  // A desk in the conference is all there is for them.
  technician: [],
};

/** Who has a role already keeps it. Throws OutsideFault. */
export async function ensureGrants({ journal, nowMs }: OrganisationDeps, accounts: ReadonlyMap<DemoRole, string>): Promise<void> {
  const grants = new StreamFold(GRANTS_RULES, journal);
  await grants.catchUp();
  const held = new Set([...grants.step.state.grants.values()].map(({ accountId, role }) => `${accountId} ${role}`));
  const from = dayIn(TIME_ZONE, nowMs());
  const wanted = [...accounts].flatMap(([of, accountId]) => ROLES[of].map((role) => ({ accountId, role })));
  for (const { accountId, role } of wanted.filter((one) => !held.has(`${one.accountId} ${one.role}`))) {
    const grantId = randomUUID();
    // An administrator stands over the whole organisation, the others over the province.
    const unitId = role === 'administrator' ? null : TOP;
    const command = { type: 'GrantRole', grantId, accountId, role, unitId, from, until: null } as const;
    const commandId = organisationCommandId('grants', grantId);
    done(await grants.execute({ command, atMs: nowMs(), by: OPERATOR, commandId }));
  }
  grants.close();
}

async function createUnits({ journal, nowMs }: OrganisationDeps): Promise<void> {
  const tree = new StreamFold(TREE_RULES, journal);
  await tree.catchUp();
  if (!tree.step.state.units.has(TOP)) {
    const units = DEMO_UNITS.map(({ unitId, name, kind, path }) => ({ unitId, code: '', name, kind, parentId: path[1] ?? null }));
    const command = { type: 'CreateUnits', units, from: dayIn(TIME_ZONE, nowMs()), document: '' } as const;
    done(await tree.execute({ command, atMs: nowMs(), by: OPERATOR, commandId: organisationCommandId('tree', 'demo') }));
  }
  tree.close();
}

async function registerSites({ journal, nowMs }: OrganisationDeps): Promise<void> {
  const register = new StreamFold(SITES_RULES, journal);
  await register.catchUp();
  const sites = [DEMO_HALL, ...DEMO_SITES].map(({ siteId, name, room, unit, expectedCount }) => ({
    ...{ siteId, code: '', name, kind: unit.kind, room, address: '' },
    ...{ capacity: capacityFor(expectedCount), unitId: unit.unitId },
  }));
  const postings = SITE_OFFICERS.map(({ siteId, contactId }) => ({ siteId, contactIds: [contactId] }));
  const command = { type: 'ImportSites', sites, postings } as const;
  done(await register.execute({ command, atMs: nowMs(), by: OPERATOR, commandId: organisationCommandId('sites', 'demo') }));
  register.close();
}

function done(answer: StreamAnswer): void {
  assert(answer.ok, `the demonstration's organisation was refused: ${answer.ok ? '' : answer.refusal.code}`);
}
