/** A small organisation for tests of the server tier, and people who have roles in it. */
import { randomUUID } from 'node:crypto';
import type { GrantsCommand, Role, SiteCommand, TreeCommand } from '@diemcau/core';
import { createAccount, createSignInLink } from '../src/hub/access/accounts.ts';
import { PostgresJournal } from '../src/journal/postgres-journal.ts';
import { Organisation } from '../src/organisation/organisation.ts';
import { signIn, type Headers } from './people.ts';
import type { WorkersUnderTest } from './workers-under-test.ts';

export interface Person {
  readonly accountId: string;
  readonly headers: Headers;
}

export interface OrganisationUnderTest {
  readonly organisation: Organisation;
  readonly journal: PostgresJournal;
  /** A new account, signed in at the first worker, with a role over a unit (null: over everything) or without any. */
  person(role?: Role, unitId?: string | null): Promise<Person & { readonly grantId: string }>;
  grant(wanted: { readonly accountId: string; readonly role: Role; readonly unitId: string | null }): Promise<void>;
  endGrant(grantId: string, until: string): Promise<void>;
  close(): Promise<void>;
}

/** Province `p` with communes `x` and `y`, and another top unit `q`. */
const TREE: TreeCommand = {
  type: 'CreateUnits',
  units: [
    { unitId: 'p', code: '01', name: 'Tỉnh Sông Lam', kind: 'tỉnh', parentId: null },
    { unitId: 'x', code: '0101', name: 'Xã Khe Sim', kind: 'xã', parentId: 'p' },
    { unitId: 'y', code: '0102', name: 'Phường Đông Bến', kind: 'phường', parentId: 'p' },
    { unitId: 'q', code: '02', name: 'Tỉnh Khác', kind: 'tỉnh', parentId: null },
  ],
  from: '2020-01-01',
  document: '1/NQ',
};

/** The hall of `p`, and a room in each other unit. */
const SITES: SiteCommand = {
  type: 'RegisterSites',
  sites: ['p', 'x', 'y', 'q'].map((unitId) => ({
    siteId: `site-${unitId}`,
    code: `S-${unitId}`,
    unitId,
    name: `Phòng họp ${unitId}`,
    kind: 'phòng họp',
    room: '',
    address: '',
    capacity: 30,
  })),
};

/** The caller closes it before the workers. */
export async function startOrganisation({ database, clock, urls }: WorkersUnderTest): Promise<OrganisationUnderTest> {
  const { pool, url, log } = database;
  const journal = new PostgresJournal(pool, url, log);
  const organisation = new Organisation({ db: pool, journal, log, nowMs: () => clock.nowMs });
  const envelope = () => ({ by: { kind: 'operator' as const }, atMs: clock.nowMs, commandId: randomUUID() });
  const grant = async (command: GrantsCommand): Promise<void> => {
    const answer = await organisation.grants.execute({ command, ...envelope() });
    if (!answer.ok) throw new Error(answer.refusal.code);
  };
  await organisation.tree.execute({ command: TREE, ...envelope() });
  await organisation.sites.execute({ command: SITES, ...envelope() });
  return {
    organisation,
    journal,
    async person(role, unitId = null) {
      const accountId = await createAccount(pool, `Người ${role ?? 'không vai trò'}`);
      const grantId = randomUUID();
      if (role) await grant({ type: 'GrantRole', grantId, accountId, role, unitId, from: '2020-01-01', until: null });
      const token = await createSignInLink(pool, { accountId, reusable: false, expiresAtMs: clock.nowMs + 60_000 });
      return { accountId, grantId, headers: await signIn(urls[0]!, token) };
    },
    grant: (wanted) => grant({ type: 'GrantRole', grantId: randomUUID(), from: '2020-01-01', until: null, ...wanted }),
    endGrant: (grantId, until) => grant({ type: 'EndGrant', grantId, until, reason: '' }),
    async close() {
      organisation.close();
      await journal.close();
    },
  };
}
