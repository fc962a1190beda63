/** One table of every route and message for every role; longer than other files because its parts mean nothing apart. */
import { randomUUID } from 'node:crypto';
import { mayAsRole, ROLES, type Audience, type ClientMessage, type ClientMessageType, type Role, type SiteReport } from '@diemcau/core';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LiveClient } from '../../../test/live-client.ts';
import { startOrganisation, type OrganisationUnderTest } from '../../../test/organisation-under-test.ts';
import { ask, joinRoom, openConsole, signIn, type Headers } from '../../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../../test/workers-under-test.ts';
import { addAccount } from '../../hub/access/account-book.ts';
import type { CreatedConference } from '../../hub/create-conference.ts';
import { executeSeries } from '../../hub/series-book.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { enforceRules } from './enforce-rules.ts';
import type { NamedRule, Rule } from './rule.ts';

interface Who {
  readonly name: string;
  readonly headers: Headers;
  readonly role?: Role;
  /** `p`: over the province; null: over everything. */
  readonly unitId?: string | null;
  readonly is?: 'nobody' | 'chair' | 'deputy' | 'secretary' | 'room' | 'media';
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly rule: Rule;
}

type Place = 'inside' | 'outside';

/** Actions that only a role over everything carries, whatever the route. */
const WHOLE: readonly string[] = ['system.read', 'system.change', 'personal-data.handle'];

const NAMED: Readonly<Record<NamedRule, (who: Who) => boolean>> = {
  public: () => true,
  'signed-in': hasAccount,
  browser: (who) => who.headers['cookie'] !== undefined,
  session: hasAccount,
  officer: (who) => ['chair', 'deputy', 'secretary'].includes(who.is ?? ''),
  bureau: (who) => who.is === 'chair' || who.is === 'secretary',
  'plan-reader': (who) => ['chair', 'deputy', 'secretary'].includes(who.is ?? '') || isOverAll(who, 'conference.read'),
  planner: (who) => who.is === 'chair' || who.is === 'secretary' || isOverAll(who, 'conference.create'),
  // Without `site` or `as` in the address an account asks; rooms and screens are told apart in documents.server.test.ts (FILE-5).
  'document-reader': (who) => NAMED['plan-reader'](who),
  'site-device': (who) => who.is === 'room',
  'media-token': (who) => who.is === 'media',
  'live-socket': () => true,
};

/** The conference here is the operator’s: no unit holds it, so only a role over everything is a right over it. */
function isOverAll({ role, unitId }: Who, action: 'conference.read' | 'conference.create'): boolean {
  return role !== undefined && unitId === null && mayAsRole(role, action);
}

/** What a route whose rule is "somewhere" does about one place: a request that must name it, or a list that is cut to it. */
const NARROWED: Readonly<Record<string, 'list' | 'nowhere' | ((unitId: string) => { readonly path?: string; readonly json?: unknown })>> = {
  'post /conferences': (unitId) => ({
    json: {
      conferenceId: randomUUID(),
      unitId,
      title: 'Giao ban',
      startsAtMs: 0,
      hallSiteId: 'site-x',
      siteIds: [],
      officers: [{ accountId: chairId, roles: ['chair'] }],
    },
  }),
  'get /series': 'list',
  'get /series/{seriesId}': (unitId) => ({ path: `/series/series-${unitId}` }),
  'get /series/{seriesId}/next': (unitId) => ({ path: `/series/series-${unitId}/next` }),
  'post /series/{seriesId}/commands': (unitId) => ({
    path: `/series/series-${unitId}/commands`,
    json: { type: 'ReviseSeries', title: 'Giao ban', kind: 'briefing', rhythm: 'monthly' },
  }),
  'post /series/{seriesId}/conferences': (unitId) => ({
    path: `/series/series-${unitId}/conferences`,
    json: { conferenceId: randomUUID(), title: 'Giao ban', startsAtMs: 0, withOwed: false },
  }),
  'get /accounts': 'list',
  'get /accounts/proposals': 'list',
  'get /accounts/{accountId}': (unitId) => ({ path: `/accounts/${accounts[unitId]}` }),
  'post /accounts': (unitId) => ({ json: accountForm(unitId) }),
  'put /accounts/{accountId}': (unitId) => ({ path: `/accounts/${accounts[unitId]}`, json: accountForm(unitId) }),
  'post /accounts/{accountId}/disable': (unitId) => ({ path: `/accounts/${accounts[unitId]}/disable` }),
  'post /accounts/{accountId}/enable': (unitId) => ({ path: `/accounts/${accounts[unitId]}/enable` }),
  'delete /accounts/{accountId}/sessions': (unitId) => ({ path: `/accounts/${accounts[unitId]}/sessions` }),
  'post /accounts/{accountId}/reset-link': (unitId) => ({ path: `/accounts/${accounts[unitId]}/reset-link` }),
  'delete /accounts/{accountId}/totp': 'nowhere',
  'get /accounts/{accountId}/api-tokens': (unitId) => ({ path: `/accounts/${accounts[unitId]}/api-tokens` }),
  'delete /accounts/{accountId}/api-tokens/{tokenId}': 'nowhere',
  'get /mails': 'list',
  // The mail names an account, and who may change that is asked as for the account itself (MAIL-6).
  'get /mails/{mailId}/slip': 'nowhere',
  'post /mails/{mailId}/retry': 'nowhere',
  'get /journal': 'list',
  'get /journal/export': (unitId) => ({ path: `/journal/export?unitId=${unitId}` }),
  'get /units': 'list',
  'get /unit-plans': 'list',
  'post /units/commands': (unitId) => ({
    json: { type: 'RenameUnit', unitId, name: `Đổi tên ${randomUUID()}`, from: '2026-01-01', document: '2/NQ' },
  }),
  'get /sites': 'list',
  'get /sites/{siteId}': (unitId) => ({ path: `/sites/site-${unitId}` }),
  'get /sites/{siteId}/history': (unitId) => ({ path: `/sites/site-${unitId}/history` }),
  'get /sites/{siteId}/record': (unitId) => ({ path: `/sites/site-${unitId}/record` }),
  'post /sites/commands': (unitId) => ({ json: { type: 'RetireSite', siteId: `site-${unitId}`, reason: '' } }),
  'get /contacts': (unitId) => ({ path: `/contacts?unitId=${unitId}` }),
  'put /contacts/{contactId}': (unitId) => ({
    path: `/contacts/${randomUUID()}`,
    json: { code: '', name: 'Lê Văn A', post: '', phone: '', email: '', unitId, role: null },
  }),
  'get /grants': 'list',
  'post /grants/commands': (unitId) => ({
    json: { type: 'GrantRole', grantId: randomUUID(), accountId: chairId, role: 'auditor', unitId, from: '2026-01-01', until: null },
  }),
  // The empty workbook says nothing of any place.
  'get /imports/template': 'nowhere',
  'get /exports/organisation': (unitId) => ({ path: `/exports/organisation?under=${unitId}` }),
};

/** Addresses that need more than their path before anything but the rule can answer. */
const QUERIES: Readonly<Record<string, string>> = {
  '/conferences/{conferenceId}/attendance/room': '?site=a',
  '/conferences/{conferenceId}/attendance/room/code': '?site=a',
  '/conferences/{conferenceId}/attendance/room/people': '?site=a',
  '/conferences/{conferenceId}/attendance/room/marks': '?site=a',
  '/conferences/{conferenceId}/attendance/room/arrivals': '?site=a',
  '/conferences/{conferenceId}/ballots/{ballotId}/hands': '?site=a',
  '/exports/organisation': '?under=x',
  '/site-sessions/current': '?site=a',
  '/site-sessions/current/preflight-turn': '?site=a',
  '/site-sessions/current/preflight-load': '?site=a',
  '/site-sessions/current/preflights': '?site=a',
  '/site-sessions/current/preflights/{preflightId}': '?site=a',
};

let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
let conference: CreatedConference;
let chairId: string;
/** One of each unit. */
const accounts: Record<string, string> = {};
let routes: readonly Route[];
let people: readonly Who[];
let room: Headers | undefined;
beforeAll(async () => {
  workers = await startWorkers(2);
  organisation = await startOrganisation(workers);
  conference = await workers.createConference();
  chairId = conference.officers[0]!.accountId;
  for (const unitId of ['x', 'q'])
    accounts[unitId] = (await addAccount(workers.database.pool, { ...accountForm(unitId), contactId: null, language: 'vi' }))!;
  for (const unitId of ['x', 'q']) await createSeries(unitId);
  routes = await declaredRoutes();
  people = await everybody();
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

async function createSeries(unitId: string): Promise<void> {
  const settings = { speechMs: 60_000, graceMs: 15_000, overrunMs: null, policy: 'first-come' as const, unitMs: null };
  const template = { settings, agenda: [], officers: [], invited: [], hallSiteId: null, leadWorkingDays: 0 };
  const seriesId = `series-${unitId}`;
  const command = {
    type: 'CreateSeries' as const,
    seriesId,
    unitId,
    title: 'Giao ban',
    kind: 'briefing' as const,
    rhythm: 'none' as const,
  };
  const envelope = { by: { kind: 'operator' as const }, atMs: workers.clock.nowMs, commandId: randomUUID() };
  const parts = { db: workers.database.pool, journal: organisation.journal };
  await executeSeries(parts, seriesId, { command: { ...command, template }, ...envelope });
}

function accountForm(unitId: string) {
  return { name: 'Lê Văn A', username: `a${randomUUID().slice(0, 8)}`, email: null, unitId };
}

async function declaredRoutes(): Promise<Route[]> {
  const { body } = await ask(`${workers.urls[0]}/api/openapi.json`);
  const paths = Object.entries(body['paths'] as Record<string, Record<string, { readonly 'x-rule': Rule }>>);
  return paths
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path: path.slice('/api/v1'.length), rule: operation['x-rule'] })),
    );
}

async function everybody(): Promise<Who[]> {
  const [url] = workers.urls as [string];
  const roles = ROLES.flatMap((role) => [
    { role, unitId: 'p' },
    { role, unitId: null },
  ]);
  const holders = await Promise.all(roles.map(async (held) => ({ ...held, ...(await organisation.person(held.role, held.unitId)) })));
  const { client, headers: chair } = await openConsole(url, conference);
  const { media } = await client.heard('welcome');
  client.close();
  return [
    { name: 'anybody', headers: {} },
    { name: 'somebody without a role', is: 'nobody', headers: (await organisation.person()).headers },
    ...(await programs()),
    ...holders.map(({ role, unitId, headers }) => ({ name: `${role} over ${unitId ?? 'everything'}`, role, unitId, headers })),
    { name: 'the chair', is: 'chair', headers: chair },
    { name: 'a deputy', is: 'deputy', headers: await signIn(url, conference.officers[1]!.signInToken) },
    { name: 'the secretary', is: 'secretary', headers: await signIn(url, conference.officers[2]!.signInToken) },
    { name: 'a room', is: 'room', headers: await joinRoom(url, conference, 'a') },
    { name: 'a holder of a media token', is: 'media', headers: { authorization: `Bearer ${media.token}` } },
  ];
}

/** Programs, by a token of an account of their own: one that ends its sign-ins would end another row's. */
async function programs(): Promise<Who[]> {
  const held = [
    { role: 'administrator', unitId: null },
    { role: 'administrator', unitId: 'p' },
    { role: 'secretary', unitId: 'p' },
    { role: 'auditor', unitId: 'p' },
  ] as const;
  return Promise.all(
    held.map(async ({ role, unitId }) => {
      const { headers } = await organisation.person(role, unitId);
      const { body } = await ask(`${workers.urls[0]}/api/v1/account/me/api-tokens`, { method: 'POST', headers, json: { name: 'A' } });
      const name = `a program of ${role} over ${unitId ?? 'everything'}`;
      return { name, role, unitId, headers: { authorization: `Bearer ${String(body['token'])}` } };
    }),
  );
}

/** A browser that has signed in, or a program with a token of a role's holder. */
function hasAccount(who: Who): boolean {
  return who.headers['cookie'] !== undefined || who.role !== undefined;
}

function isLet({ rule }: Route, who: Who, place: Place): boolean {
  if (typeof rule === 'string') return NAMED[rule](who);
  if (who.role === undefined || !mayAsRole(who.role, rule.action)) return false;
  if (who.unitId === null) return true;
  if (WHOLE.includes(rule.action) || rule.over === 'whole') return false;
  return rule.over === 'somewhere' || place === 'inside';
}

function addressOf({ path }: Route, place: Place): string {
  const filled = path
    .replace('{conferenceId}', conference.conferenceId)
    .replace('{unitId}', place === 'inside' ? 'x' : 'q')
    .replace(/\{\w+\}/g, 'nothing');
  return filled + (QUERIES[path] ?? '');
}

async function statusOf(method: string, path: string, { headers }: Who, json?: unknown): Promise<number> {
  const keyed = { ...headers, 'idempotency-key': randomUUID() };
  return (await ask(`${workers.urls[0]}/api/v1${path}`, { method: method.toUpperCase(), headers: keyed, json })).status;
}

/** Elsewhere the address says nothing of a place. */
function placesOf({ rule }: Route): readonly Place[] {
  return typeof rule === 'object' && typeof rule.over === 'object' ? ['inside', 'outside'] : ['inside'];
}

/** What is wrong with the answer, in words; null where nothing is. */
function fault({ method, path, rule }: Route, who: Who, asked: { readonly let: boolean; readonly status: number }): string | null {
  const hidden = typeof rule === 'string' && ['officer', 'bureau', 'plan-reader', 'planner', 'document-reader'].includes(rule) ? [404] : [];
  const refusals = hasAccount(who) ? [401, 403, ...hidden] : [401];
  const right = asked.let ? ![401, 403].includes(asked.status) : refusals.includes(asked.status);
  return right ? null : `${method} ${path} as ${who.name}: ${asked.status}, should be ${asked.let ? 'let' : 'refused'}`;
}

test('[ROLE-1] a route without a rule is not declared', () => {
  const app = Fastify() as unknown as HttpServer;
  enforceRules(app, {} as HttpParts);
  expect(() => app.get('/nothing', async () => null)).toThrow('has no rule');
  expect(() => app.get('/something', { config: { rule: 'public' } }, async () => null)).not.toThrow();
});

// It grows with every route times every role, and a second try would find everybody signed out.
test('[ROLE-2] every route answers everybody as its rule says, inside and outside', { timeout: 180_000, retry: 0 }, async () => {
  const faults: string[] = [];
  // What ends something comes last: a room that was taken off duty would be nobody in the rows below.
  const inOrder = routes.toSorted((a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'));
  for (const route of inOrder) {
    // Whoever signs out here would be somebody else in every row below.
    const askers = route.rule === 'public' ? people.slice(0, 1) : people;
    const asked = askers.flatMap((who) => placesOf(route).map((place) => ({ who, place })));
    const wrong = asked.map(async ({ who, place }) => {
      const status = await statusOf(route.method, addressOf(route, place), who);
      return fault(route, who, { let: isLet(route, who, place), status });
    });
    faults.push(...(await Promise.all(wrong)).filter((one) => one !== null));
  }
  expect(faults).toEqual([]);
});

test('[ROLE-2] a route that lets somebody in somewhere has a row here, and keeps them inside', async () => {
  const somewhere = routes.filter(({ rule }) => typeof rule !== 'string' && rule.over === 'somewhere');
  const keys = somewhere.map(({ method, path }) => `${method} ${path}`);
  expect(keys.toSorted()).toEqual(Object.keys(NARROWED).toSorted());
  const faults: string[] = [];
  for (const route of somewhere) {
    const row = NARROWED[`${route.method} ${route.path}`]!;
    const who = people.filter((one) => one.unitId === 'p' && isLet(route, one, 'inside'));
    for (const one of typeof row === 'string' ? [] : who)
      for (const [unitId, allowed] of [
        ['q', false],
        ['x', true],
      ] as const) {
        const { path = route.path, json } = (row as Exclude<typeof row, string>)(unitId);
        const status = await statusOf(route.method, path, one, json);
        const right = allowed ? ![401, 403, 404].includes(status) : [403, 404].includes(status);
        if (!right) faults.push(`${route.method} ${path} at ${unitId} as ${one.name}: ${status}`);
      }
  }
  expect(faults).toEqual([]);
});

test('[ROLE-3] no role alone opens the console’s socket of a conference', async () => {
  for (const { headers, name } of people.filter((who) => who.role !== undefined || who.is === 'nobody')) {
    const socket = new LiveClient(live('console'), headers);
    expect([name, await socket.closed()]).toEqual([name, 4403]);
    expect(socket.messages).toEqual([{ type: 'closing', reason: 'not-allowed' }]);
  }
});

const REPORT: SiteReport = {
  camera: 'ok',
  microphone: 'ok',
  levelDbfs: null,
  sendingMain: false,
  uplinkBps: null,
  uplinkLossRatio: null,
  downlinkLossRatio: null,
  rttMs: null,
  uplink: 'unknown',
  downlink: 'unknown',
};

/** What each message does for whom: what is heard back, or why the socket is closed. A new message without a row does not compile. */
const MESSAGES: Readonly<Record<ClientMessageType, { readonly say: ClientMessage } & Readonly<Record<Audience, string>>>> = {
  hello: {
    say: { type: 'hello', protocol: 1, audience: 'console' },
    console: 'welcome',
    site: 'not-allowed',
    screen: 'not-allowed',
    phone: 'not-allowed',
  },
  command: {
    say: { type: 'command', commandId: 'c', command: { type: 'AddTime' as never } as never },
    console: 'bad-message',
    site: 'bad-message',
    screen: 'bad-message',
    phone: 'bad-message',
  },
  report: { say: { type: 'report', report: REPORT }, console: 'bad-message', site: 'pong', screen: 'bad-message', phone: 'bad-message' },
  watch: {
    say: { type: 'watch', session: 'none', siteIds: [] },
    console: 'not-allowed',
    site: 'bad-message',
    screen: 'bad-message',
    phone: 'bad-message',
  },
  ping: { say: { type: 'ping', n: 7 }, console: 'pong', site: 'pong', screen: 'pong', phone: 'pong' },
};

test('[ROLE-3] each message does for a console, a room and a screen what its row says', async () => {
  for (const audience of ['console', 'site', 'screen'] as const)
    for (const [type, row] of Object.entries(MESSAGES)) {
      const socket = await LiveClient.open({ url: live(audience), headers: await headersOf(audience), audience });
      const heard = socket.messages.length;
      socket.say(row.say);
      socket.say({ type: 'ping', n: 1 });
      const answer = await firstAfter(socket, heard);
      expect([type, audience, answer]).toEqual([type, audience, row[audience]]);
      socket.close();
    }
});

test('[ROLE-3] a command is decided for a console and a room, and refused to a screen', async () => {
  const codes: Record<string, unknown> = {};
  for (const audience of ['console', 'site', 'screen'] as const) {
    const socket = await LiveClient.open({ url: live(audience), headers: await headersOf(audience), audience });
    const answer = await socket.command({ type: 'PauseConference' });
    codes[audience] = 'refusal' in answer ? answer.refusal.code : 'ok';
    socket.close();
  }
  expect(codes).toEqual({ console: 'conference-not-live', site: 'chair-only', screen: 'not-yours' });
});

function live(audience: Audience): string {
  const site = audience === 'site' ? '&site=b' : '';
  return `${workers.urls[0]}/api/v1/conferences/${conference.conferenceId}/live?as=${audience}${site}`;
}

async function headersOf(audience: Audience): Promise<Headers> {
  if (audience === 'console') return people.find((who) => who.is === 'chair')!.headers;
  if (audience === 'site') return (room ??= await joinRoom(workers.urls[0]!, conference, 'b'));
  const api = `${workers.urls[0]}/api/v1`;
  const sheet = await ask(`${api}/conferences/${conference.conferenceId}/site-access`, { headers: await headersOf('console') });
  const token = String(sheet.body['screenUrl']).split('#t=')[1];
  const { body } = await ask(`${api}/screen-sessions`, { method: 'POST', json: { token } });
  return { authorization: `Bearer ${String(body['deviceToken'])}` };
}

/** What came first of what the rows name. */
async function firstAfter(socket: LiveClient, from: number): Promise<string> {
  for (;;) {
    const found = socket.messages.slice(from).find(({ type }) => ['welcome', 'pong', 'closing', 'answer'].includes(type));
    if (found) return found.type === 'closing' ? found.reason : found.type;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('[ROLE-4] who may create a conference over a unit does, from registered sites, and the journal says who it was', async () => {
  const { accountId, headers } = await organisation.person('secretary', 'p');
  const conferenceId = randomUUID();
  const officers = [
    { accountId: chairId, roles: ['chair'] },
    { accountId, roles: ['secretary'] },
  ];
  const wanted = {
    conferenceId,
    unitId: 'x',
    title: 'Giao ban quý IV',
    startsAtMs: 0,
    hallSiteId: 'site-p',
    siteIds: ['site-y'],
    officers,
  };
  const create = (json: object) => ask(`${workers.urls[0]}/api/v1/conferences`, { method: 'POST', headers, json });
  expect((await create({ ...wanted, siteIds: ['site-q'] })).status).toBe(404);
  expect((await create({ ...wanted, officers: officers.slice(1) })).status).toBe(400);
  expect((await create({ ...wanted, unitId: 'q' })).status).toBe(403);
  expect((await create(wanted)).body).toEqual({ conferenceId });
  expect((await create(wanted)).body).toMatchObject({ code: 'conference-exists' });
  const [created] = await organisation.journal.read(`conference-${conferenceId}`, 0, 1);
  expect(created).toMatchObject({ type: 'ConferenceCreated', by: { kind: 'account', accountId } });
  const { body } = await ask(`${workers.urls[1]}/api/v1/conferences/${conferenceId}`, { headers });
  expect(body['view']).toMatchObject({ hallSiteId: 'site-p', sites: { 'site-y': { unitId: 'y', unitPath: ['y', 'p'] } } });
  const auditor = await organisation.person('auditor', 'p');
  const listed = await ask(`${workers.urls[0]}/api/v1/units/p/conferences`, { headers: auditor.headers });
  expect((listed.body['conferences'] as { conferenceId: string }[]).map((one) => one.conferenceId)).toContain(conferenceId);
});

test('[ROLE-5] a role that was ended elsewhere is not used once more', async () => {
  const { headers, grantId } = await organisation.person('auditor', 'p');
  const read = (worker: number) => ask(`${workers.urls[worker]}/api/v1/units/x`, { headers });
  expect((await read(0)).status).toBe(200);
  await organisation.endGrant(grantId, '2020-01-02');
  expect([(await read(0)).status, (await read(1)).status]).toEqual([403, 403]);
});
