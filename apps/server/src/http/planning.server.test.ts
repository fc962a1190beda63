/** Conferences from a series to their printed lists, through the public interface. */
import { randomUUID } from 'node:crypto';
import type { ConferenceCommand, ConferenceState } from '@diemcau/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOrganisation, type OrganisationUnderTest, type Person } from '../../test/organisation-under-test.ts';
import { ask, openConsole, type Answer } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';

let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
/** Prepares conferences of the province and of everything below it. */
let office: Person;
/** Of one commune only. */
let commune: Person;
let auditor: Person;
let stranger: Person;

beforeAll(async () => {
  workers = await startWorkers(2);
  organisation = await startOrganisation(workers);
  office = await organisation.person('secretary', 'p');
  commune = await organisation.person('secretary', 'x');
  auditor = await organisation.person('auditor', 'p');
  stranger = await organisation.person();
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

interface Asked {
  readonly by?: Person;
  readonly json?: unknown;
  readonly worker?: number;
}

function post(path: string, { by = office, json, worker = 0 }: Asked = {}): Promise<Answer> {
  const headers = { ...by.headers, 'idempotency-key': randomUUID() };
  return ask(`${workers.urls[worker]}/api/v1${path}`, { method: 'POST', headers, json });
}

function get(path: string, { by = office, worker = 1 }: Asked = {}): Promise<Answer> {
  return ask(`${workers.urls[worker]}/api/v1${path}`, { headers: by.headers });
}

const template = {
  settings: { speechMs: 180_000, graceMs: 15_000, overrunMs: null, policy: 'first-come', unitMs: null },
  agenda: [
    item('bao-cao', 'report', 'Báo cáo kết quả quý'),
    item('thao-luan', 'discussion', 'Thảo luận'),
    item('ket-luan', 'conclusion', 'Kết luận'),
  ],
  officers: [] as { accountId: string; roles: string[] }[],
  invited: [{ unitId: 'p', withBranch: true }],
  hallSiteId: 'site-p',
  leadWorkingDays: 3,
};

function item(itemId: string, kind: string, title: string) {
  return { itemId, kind, title, presenterUnitId: null, presenterSiteId: null, plannedMs: 600_000, speechMs: null, notes: '' };
}

async function newSeries(changes: object = {}): Promise<string> {
  const seriesId = randomUUID();
  const chair = { accountId: auditor.accountId, roles: ['chair'] };
  const json = { type: 'CreateSeries', seriesId, unitId: 'p', title: 'Giao ban quý', kind: 'briefing', rhythm: 'quarterly' };
  const answer = await post(`/series/${seriesId}/commands`, {
    json: { ...json, template: { ...template, officers: [chair] }, ...changes },
  });
  expect(answer.status).toBe(200);
  return seriesId;
}

async function fromSeries(seriesId: string, withOwed = false): Promise<string> {
  const conferenceId = randomUUID();
  const json = { conferenceId, title: 'Giao ban quý IV', startsAtMs: Date.UTC(2026, 11, 21, 1), withOwed };
  expect((await post(`/series/${seriesId}/conferences`, { json })).body).toEqual({ conferenceId });
  return conferenceId;
}

async function viewOf(conferenceId: string, by = office): Promise<ConferenceState> {
  return (await get(`/conferences/${conferenceId}/plan`, { by })).body['view'] as ConferenceState;
}

const give = (conferenceId: string, command: object, by = office) =>
  post(`/conferences/${conferenceId}/plan/commands`, { json: command, by });

describe('a series over HTTP', () => {
  it('[PLAN-4] is created over a unit, listed to whoever may read there, revised by whoever may prepare', async () => {
    const seriesId = await newSeries();
    const listed = async (by: Person) => ((await get('/series', { by })).body['series'] as { series: { seriesId: string } }[]) ?? [];
    expect((await listed(auditor)).map(({ series }) => series.seriesId)).toContain(seriesId);
    expect(await listed(commune)).toEqual([]);
    expect((await get('/series', { by: stranger })).status).toBe(403);
    const revise = { type: 'ReviseSeries', title: 'Giao ban tháng', kind: 'briefing', rhythm: 'monthly' };
    expect((await post(`/series/${seriesId}/commands`, { json: revise, by: auditor })).status).toBe(403);
    expect((await post(`/series/${seriesId}/commands`, { json: revise, by: commune })).status).toBe(404);
    expect((await post(`/series/${seriesId}/commands`, { json: revise })).status).toBe(200);
    expect((await get(`/series/${seriesId}`)).body).toMatchObject({
      series: { rhythm: 'monthly' },
      unitName: 'Tỉnh Sông Lam',
      organises: true,
    });
    const other = { type: 'CreateSeries', seriesId: 'another', unitId: 'q', title: 'x', kind: 'briefing', rhythm: 'none', template };
    expect((await post('/series/another/commands', { json: other })).status).toBe(403);
    expect((await post(`/series/${seriesId}/commands`, { json: other })).status).toBe(400);
  });

  it('[PLAN-5] proposes the next conference and creates it from the template: rooms of the branch, agenda, checklist, officers', async () => {
    const seriesId = await newSeries();
    const next = (await get(`/series/${seriesId}/next`)).body;
    expect(next).toMatchObject({ last: null, owed: [], siteCount: 3, proposal: { verified: false } });
    const conferenceId = await fromSeries(seriesId);
    const view = await viewOf(conferenceId);
    expect(Object.keys(view.sites).sort()).toEqual(['site-p', 'site-x', 'site-y']);
    expect(view).toMatchObject({ hallSiteId: 'site-p', phase: 'scheduled', agenda: ['bao-cao', 'thao-luan', 'ket-luan'] });
    expect(view.chairHolder).toBe(auditor.accountId);
    expect(view.officers[office.accountId]).toMatchObject({ roles: ['secretary'] });
    expect(Object.keys(view.checklist).length).toBeGreaterThan(10);
    expect((await get(`/series/${seriesId}`)).body).toMatchObject({ series: { conferences: [{ conferenceId, startsOn: '2026-12-21' }] } });
    expect((await get(`/conferences/${conferenceId}/plan`)).body).toMatchObject({ series: { seriesId }, unit: { unitId: 'p' } });
  });

  it('[PLAN-5] brings along what was cut and where something went wrong last time, where that is wanted', async () => {
    const seriesId = await newSeries();
    const first = await fromSeries(seriesId);
    await give(first, { type: 'CutItem', itemId: 'thao-luan' });
    const execute = (command: ConferenceCommand) =>
      ask(`${workers.urls[0]}/api/v1/conferences/${first}/commands`, {
        method: 'POST',
        headers: { ...auditor.headers, 'idempotency-key': randomUUID() },
        json: command,
      });
    expect((await execute({ type: 'OpenConference' })).status).toBe(200);
    expect((await execute({ type: 'CloseConference' })).status).toBe(200);
    expect((await get(`/series/${seriesId}/next`)).body).toMatchObject({
      last: { conferenceId: first },
      owed: [{ itemId: 'owed-thao-luan', title: 'Thảo luận' }],
    });
    const second = await viewOf(await fromSeries(seriesId, true));
    expect(second.agenda).toEqual(['bao-cao', 'thao-luan', 'owed-thao-luan', 'ket-luan']);
  });
});

describe('preparing over HTTP', () => {
  it.each([
    ['office', 200, 200],
    ['commune', 404, 404],
    ['auditor', 200, 403],
    ['stranger', 404, 404],
  ] as const)('[PLAN-6] %s reads the plan: %i, and changes it: %i', async (name, reads, changes) => {
    const by = { office, commune, auditor, stranger }[name];
    const seriesId = await newSeries({ template });
    const conferenceId = await fromSeries(seriesId);
    expect((await get(`/conferences/${conferenceId}/plan`, { by })).status).toBe(reads);
    expect((await give(conferenceId, { type: 'ScheduleConference', startsAtMs: 1 }, by)).status).toBe(changes);
    expect((await post(`/conferences/${conferenceId}/invitations`, { by, json: { siteIds: [], preview: true } })).status).toBe(changes);
    expect((await post(`/conferences/${conferenceId}/plan/refresh`, { by })).status).toBe(changes);
    expect((await get(`/conferences/${conferenceId}/site-contacts`, { by })).status).toBe(changes);
    expect((await get(`/conferences/${conferenceId}/site-access`, { by })).status).toBe(changes);
    const twin = { conferenceId: randomUUID(), startsAtMs: 1 };
    expect((await post(`/conferences/${conferenceId}/rehearsals`, { by, json: twin })).status).toBe(changes === 200 ? 201 : changes);
    const copy = { ...twin, conferenceId: randomUUID(), title: 'Giao ban' };
    expect((await post(`/conferences/${conferenceId}/duplicates`, { by, json: copy })).status).toBe(changes === 200 ? 201 : changes);
  });

  it('[PLAN-7] takes planning commands only, and who prepared for the unit is in the journal', async () => {
    const conferenceId = await fromSeries(await newSeries());
    const admin = await organisation.person('administrator', 'p');
    expect((await give(conferenceId, { type: 'OpenConference' }, admin)).status).toBe(400);
    expect((await give(conferenceId, { type: 'AppointOfficer', accountId: 'nobody', roles: ['deputy'] }, admin)).status).toBe(404);
    const revise = { type: 'ReviseConference', title: 'Học tập nghị quyết', kind: 'study', settings: template.settings };
    expect((await give(conferenceId, revise, admin)).status).toBe(200);
    expect(await viewOf(conferenceId)).toMatchObject({ title: 'Học tập nghị quyết', kind: 'study' });
    const events = await organisation.journal.read(`conference-${conferenceId}`, 0, 100);
    const by = { kind: 'account', accountId: admin.accountId, organises: true };
    expect(events.at(-1)).toMatchObject({ type: 'ConferenceRevised', by });
  });

  it('[PLAN-8] invites by branch with exceptions, says how many before, and takes rooms out', async () => {
    const conferenceId = await fromSeries(await newSeries({ template: { ...template, invited: [] } }));
    expect(Object.keys((await viewOf(conferenceId)).sites)).toEqual(['site-p']);
    const json = { units: [{ unitId: 'p', withBranch: true }], without: ['y'] };
    const path = `/conferences/${conferenceId}/invitations`;
    const counted = { added: [{ siteId: 'site-x', name: 'Phòng họp x' }], already: 1, dropped: 0, total: 2 };
    expect((await post(path, { json: { ...json, preview: true } })).body).toEqual(counted);
    expect(Object.keys((await viewOf(conferenceId)).sites)).toEqual(['site-p']);
    expect((await post(path, { json })).body).toEqual(counted);
    expect((await viewOf(conferenceId)).sites['site-x']).toMatchObject({ unitName: 'Xã Khe Sim', unitPath: ['x', 'p'] });
    expect((await post(path, { json: { siteIds: ['site-q', 'site-y'], drop: ['site-x'] } })).body).toMatchObject({ total: 2, dropped: 1 });
    expect(Object.keys((await viewOf(conferenceId)).sites).sort()).toEqual(['site-p', 'site-y']);
    expect((await post(path, { json: { drop: ['site-p'] } })).body).toMatchObject({ code: 'site-is-hall' });
  });

  it('[PLAN-9] a conference has the tree of the moment it opens', async () => {
    const conferenceId = await fromSeries(await newSeries());
    const headers = (await organisation.person('administrator', null)).headers;
    const rename = { type: 'RenameUnit', unitId: 'y', name: `Phường Bến Mới ${randomUUID()}`, from: '2026-01-01', document: '3/NQ' };
    const renamed = await ask(`${workers.urls[0]}/api/v1/units/commands`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': randomUUID() },
      json: rename,
    });
    expect(renamed.status).toBe(200);
    expect((await get(`/conferences/${conferenceId}/plan`)).body).toMatchObject({ changedSites: 1 });
    expect((await viewOf(conferenceId)).sites['site-y']?.unitName).not.toBe(rename.name);
    const open = await ask(`${workers.urls[0]}/api/v1/conferences/${conferenceId}/commands`, {
      method: 'POST',
      headers: { ...auditor.headers, 'idempotency-key': randomUUID() },
      json: { type: 'OpenConference' },
    });
    expect(open.status).toBe(200);
    const view = await viewOf(conferenceId);
    expect([view.phase, view.sites['site-y']?.unitName]).toEqual(['live', rename.name]);
  });

  it('[PLAN-10] lists conferences of the units one may read beside one’s own, without rehearsals that were thrown away', async () => {
    const conferenceId = await fromSeries(await newSeries());
    const twinId = randomUUID();
    await post(`/conferences/${conferenceId}/rehearsals`, { json: { conferenceId: twinId, startsAtMs: 5 } });
    const rows = async (by: Person, query: string) =>
      ((await get(`/conferences${query}`, { by })).body['conferences'] as { conferenceId: string }[]).filter(({ conferenceId: id }) =>
        [conferenceId, twinId].includes(id),
      );
    expect(await rows(office, '?all=true')).toMatchObject([
      { conferenceId, siteCount: 3, kind: 'briefing', unitName: 'Tỉnh Sông Lam', roles: ['secretary'] },
      { conferenceId: twinId, rehearsal: true, rehearsalOf: conferenceId, title: 'DIỄN TẬP: Giao ban quý IV' },
    ]);
    expect(await rows(commune, '?all=true')).toEqual([]);
    const reader = await organisation.person('spokesperson', 'p');
    expect(await rows(reader, '?all=true')).toHaveLength(2);
    expect(await rows(reader, '')).toEqual([]);
    expect((await give(twinId, { type: 'CancelConference', reason: '' })).status).toBe(200);
    expect(await rows(office, '?all=true')).toMatchObject([{ conferenceId }]);
    expect((await get(`/conferences/${conferenceId}/plan`)).body).toMatchObject({
      rehearsals: [{ conferenceId: twinId, cancelled: true }],
    });
  });

  it('[REHEARSAL-4] a rehearsal is opened with codes of its own, and its sockets close when it is thrown away', async () => {
    const conferenceId = await fromSeries(await newSeries());
    const twinId = randomUUID();
    expect((await post(`/conferences/${conferenceId}/rehearsals`, { json: { conferenceId: twinId, startsAtMs: 5 } })).status).toBe(201);
    const codes = async (id: string) =>
      ((await get(`/conferences/${id}/site-access`)).body['sites'] as { code: string }[]).map(({ code }) => code);
    const [own, real] = await Promise.all([codes(twinId), codes(conferenceId)]);
    expect([own.length, new Set([...own, ...real]).size]).toEqual([3, 6]);
    expect((await give(twinId, { type: 'CancelConference', reason: '' })).status).toBe(200);
    expect((await get(`/conferences/${twinId}/site-access`)).status).toBe(410);
    expect(await viewOf(twinId)).toMatchObject({ phase: 'closed', rehearsalOf: conferenceId, cancelled: { reason: '' } });
  });

  it('[PLAN-11] only its desk is told whom to phone everywhere; others as far as they may read contacts', async () => {
    const contactId = randomUUID();
    const admin = await organisation.person('administrator', null);
    const contact = { code: '', name: 'Lò Văn Pánh', post: 'Văn thư', phone: '0912 345 678', email: '', unitId: 'y', role: null };
    await ask(`${workers.urls[0]}/api/v1/contacts/${contactId}`, {
      method: 'PUT',
      headers: { ...admin.headers, 'idempotency-key': randomUUID() },
      json: contact,
    });
    const assigned = await post('/sites/commands', { by: admin, json: { type: 'PostOfficer', siteId: 'site-y', contactId } });
    expect(assigned.status).toBe(200);
    const conference = await workers.createConference({
      sites: [{ siteId: 'site-y', name: 'Phòng họp y' }],
      hall: { siteId: 'site-p', name: 'Hội trường' },
    });
    const { headers, client } = await openConsole(workers.urls[0]!, conference, 2);
    client.close();
    const phones = async (by: Pick<Person, 'headers'>) => {
      const { body } = await ask(`${workers.urls[0]}/api/v1/conferences/${conference.conferenceId}/site-contacts`, by);
      return (body['sites'] as { siteId: string; officers: { phone: string }[] }[]).flatMap(({ officers }) =>
        officers.map((one) => one.phone),
      );
    };
    expect(await phones({ headers })).toEqual(['0912 345 678']);
    const chair = await organisation.person('chair', null);
    expect(await phones(chair)).toEqual(['0912 345 678']);
  });
});
