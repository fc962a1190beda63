/** Documents over the interface: taken in, told apart by audience, served safely. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, joinRoom, signIn, type Answer, type Headers } from '../../test/people.ts';
import { sampleDocx, samplePdf } from '../../test/sample-files.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import type { CreatedConference } from '../hub/create-conference.ts';
import { rangeOf } from './send-file.ts';

let workers: WorkersUnderTest;
let conference: CreatedConference;
let secretary: Headers;
let deputy: Headers;
let room: Headers;
let stranger: Headers;
let screen: Headers;
const dataDir = mkdtempSync(join(tmpdir(), 'diemcau-documents-'));

beforeAll(async () => {
  workers = await startWorkers(2, { dataDir, documentMaxMb: 1, soffice: 'none' });
  conference = await workers.createConference();
  const [url] = workers.urls as [string];
  secretary = await signIn(url, conference.officers[2]!.signInToken);
  deputy = await signIn(url, conference.officers[1]!.signInToken);
  room = await joinRoom(url, conference, 'a');
  const other = await workers.createConference();
  stranger = await signIn(url, other.officers[2]!.signInToken);
  const sheet = await ask(api('/site-access'), { headers: secretary });
  const token = String(sheet.body['screenUrl']).split('#t=')[1];
  const { body } = await ask(`${url}/api/v1/screen-sessions`, { method: 'POST', json: { token } });
  screen = { authorization: `Bearer ${String(body['deviceToken'])}` };
});
afterAll(async () => {
  await workers.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function api(path: string, worker = 0): string {
  return `${workers.urls[worker]}/api/v1/conferences/${conference.conferenceId}${path}`;
}

interface Sent {
  readonly bytes: Buffer;
  readonly name?: string;
  readonly headers?: Headers;
  readonly key?: string;
}

async function send(path: string, { bytes, name = 'a.pdf', headers = secretary, key = randomUUID() }: Sent): Promise<Answer> {
  const body = new FormData();
  body.append('file', new Blob([Uint8Array.from(bytes)]), name);
  const response = await fetch(api(path), { method: 'POST', headers: { ...headers, 'idempotency-key': key }, body });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Record<string, unknown> };
}

async function attach(visibleTo: string, sent: Partial<Sent> = {}): Promise<{ readonly documentId: string; readonly sha256: string }> {
  const documentId = randomUUID();
  const bytes = sent.bytes ?? samplePdf([documentId]);
  const answer = await send(`/documents?documentId=${documentId}&visibleTo=${visibleTo}`, { ...sent, bytes });
  if (answer.status !== 201) throw new Error(answer.text);
  return { documentId, sha256: (answer.body['document'] as { sha256: string }).sha256 };
}

interface Listed {
  readonly documentId: string;
  readonly title: string;
  readonly version: number;
  readonly earlier: readonly object[];
  readonly reading: { readonly state: string; readonly sha256: string | null };
}

async function listed(query: string, headers: Headers): Promise<Map<string, Listed>> {
  const { status, body, text } = await ask(api(`/documents${query}`), { headers });
  if (status !== 200) throw new Error(text);
  return new Map((body['documents'] as Listed[]).map((one) => [one.documentId, one]));
}

describe('taking in', () => {
  it('[FILE-1] a file is kept under its hash, once; the same request gets the same answer, also from another worker', async () => {
    const [documentId, key, bytes] = [randomUUID(), randomUUID(), samplePdf(['once'])];
    const path = `/documents?documentId=${documentId}&visibleTo=sites`;
    const name = 'Báo cáo quý III.pdf';
    const [first, second] = [await send(path, { bytes, key, name }), await send(path, { bytes, key, name })];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect((await send(path, { bytes })).body).toMatchObject({ code: 'document-id-taken' });
    const list = await ask(api('/documents', 1), { headers: secretary });
    const found = (list.body['documents'] as Listed[]).filter((one) => one.documentId === documentId);
    expect(found).toMatchObject([{ title: 'Báo cáo quý III', version: 1, reading: { state: 'ready' } }]);
  });

  it('[FILE-4] whoever may not write is told before the file is read', async () => {
    const path = `/documents?documentId=${randomUUID()}&visibleTo=sites`;
    const bytes = samplePdf(['x']);
    for (const [headers, status] of [
      [{}, 401],
      [room, 401],
      [stranger, 404],
      [deputy, 403],
    ] as const)
      expect([status, (await send(path, { bytes, headers })).status]).toEqual([status, status]);
    const unknownItem = await send(`${path}&itemId=none`, { bytes: Buffer.from('not even a file') });
    expect(unknownItem.body).toMatchObject({ code: 'item-unknown' });
  });

  it('[FILE-2] a refused file says why, and nothing of it is listed', async () => {
    const before = (await listed('', secretary)).size;
    const path = () => `/documents?documentId=${randomUUID()}&visibleTo=sites`;
    const refusals = [
      await send(path(), { bytes: Buffer.from('<script>'), name: 'a.pdf' }),
      await send(path(), { bytes: Buffer.concat([samplePdf(['x']), Buffer.alloc(1_000_000)]) }),
      await send(path(), { bytes: samplePdf(['x']), name: 'a.docx' }),
    ];
    expect(refusals.map(({ status, body }) => [status, body['code'], body['detail']])).toEqual([
      [422, 'document-refused', 'type-unknown'],
      [422, 'document-refused', 'too-large'],
      [422, 'document-refused', 'type-mismatch'],
    ]);
    expect((await listed('', secretary)).size).toBe(before);
  });
});

describe('who sees what', () => {
  it('[FILE-5] each audience is listed and served what it may see, and nobody else anything', async () => {
    const documents = { console: await attach('console'), sites: await attach('sites'), all: await attach('all') };
    const readers: readonly (readonly [string, string, Headers, readonly string[] | number])[] = [
      ['the secretary', '', secretary, ['console', 'sites', 'all']],
      ['a deputy', '', deputy, ['console', 'sites', 'all']],
      ['a room', '?site=a', room, ['sites', 'all']],
      ['a screen', '?as=screen', screen, ['all']],
      ['nobody', '', {}, 401],
      ['nobody as a room', '?site=a', {}, 401],
      ['a room as another', '?site=b', room, 401],
      ['a room as a screen', '?as=screen', room, 401],
      ['a screen as a room', '?site=a', screen, 401],
      ['a secretary of another conference', '', stranger, 404],
    ];
    const wrong: unknown[] = [];
    for (const [name, query, headers, seen] of readers) {
      const list = (await ask(api(`/documents${query}`), { headers })) as Answer;
      const ids = Array.isArray(seen) ? new Set((list.body['documents'] as Listed[]).map((one) => one.documentId)) : null;
      if (ids === null && list.status !== seen) wrong.push([name, 'list', list.status]);
      for (const [visibleTo, { documentId, sha256 }] of Object.entries(documents)) {
        const { status } = await ask(api(`/documents/${documentId}/files/${sha256}${query}`, 1), { headers });
        const expected = Array.isArray(seen) ? (seen.includes(visibleTo) ? 200 : 404) : seen;
        if (status !== expected) wrong.push([name, visibleTo, status]);
        if (ids !== null && ids.has(documentId) !== (expected === 200)) wrong.push([name, 'lists', visibleTo]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('[FILE-5] the hash of a file opens nothing by itself, nor under another document', async () => {
    const [hidden, shown] = [await attach('console'), await attach('sites')];
    const under = (documentId: string, sha256: string) => ask(api(`/documents/${documentId}/files/${sha256}?site=a`), { headers: room });
    expect((await under(shown.documentId, hidden.sha256)).status).toBe(404);
    expect((await under(shown.documentId, '0'.repeat(64))).status).toBe(404);
    expect((await under(shown.documentId, shown.sha256)).status).toBe(200);
  });

  it('[FILE-6] a newer file takes the place of the one before; earlier ones are for the console', async () => {
    const { documentId, sha256 } = await attach('sites');
    const answer = await send(`/documents/${documentId}/versions`, { bytes: samplePdf(['newer']) });
    const newer = (answer.body['document'] as { sha256: string }).sha256;
    expect((await listed('', secretary)).get(documentId)).toMatchObject({ version: 2, earlier: [{ version: 1, sha256 }] });
    expect((await listed('?site=a', room)).get(documentId)).toMatchObject({ version: 2, earlier: [], reading: { sha256: newer } });
    const get = async (hash: string, query: string, headers: Headers) =>
      (await ask(api(`/documents/${documentId}/files/${hash}${query}`), { headers })).status;
    expect([await get(sha256, '', secretary), await get(sha256, '?site=a', room), await get(newer, '?site=a', room)]).toEqual([
      200, 404, 200,
    ]);
    expect((await send(`/documents/none/versions`, { bytes: samplePdf(['x']) })).status).toBe(404);
  });

  it('[FILE-6] what is withdrawn is served to nobody', async () => {
    const { documentId, sha256 } = await attach('all');
    const remove = (headers: Headers) => ask(api(`/documents/${documentId}`), { method: 'DELETE', headers });
    expect([(await remove(deputy)).status, (await remove(secretary)).status]).toEqual([403, 200]);
    expect((await ask(api(`/documents/${documentId}/files/${sha256}`), { headers: secretary })).status).toBe(404);
    expect((await remove(secretary)).body).toMatchObject({ code: 'document-unknown' });
  });
});

describe('serving', () => {
  it('[FILE-7] a file is an attachment that runs nothing and is kept by caches as long as they like', async () => {
    const { documentId, sha256 } = await attach('sites', { name: 'Kế hoạch năm 2027.pdf' });
    const url = api(`/documents/${documentId}/files/${sha256}?site=a`);
    const { headers } = await ask(url, { headers: room });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${sha256}"`,
      'accept-ranges': 'bytes',
    });
    expect(headers.get('content-disposition')).toContain("filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20n%C4%83m%202027.pdf");
    expect((await ask(url, { headers: { ...room, 'if-none-match': `"${sha256}"` } })).status).toBe(304);
    const refused = await ask(api(`/documents/${documentId}/files/${'0'.repeat(64)}?site=a`), { headers: room });
    expect([refused.status, refused.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('[FILE-7] a part of a file is sent where one is asked for', async () => {
    const bytes = samplePdf(['a part']);
    const { documentId, sha256 } = await attach('sites', { bytes });
    const url = api(`/documents/${documentId}/files/${sha256}?site=a`);
    const part = await ask(url, { headers: { ...room, range: 'bytes=1-4' } });
    expect([part.status, part.text, part.headers.get('content-range')]).toEqual([206, 'PDF-', `bytes 1-4/${bytes.length}`]);
    const other = await ask(url, { headers: { ...room, range: 'bytes=1-4', 'if-range': '"another"' } });
    expect([other.status, other.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    expect((await ask(url, { headers: { ...room, range: `bytes=${bytes.length}-` } })).status).toBe(416);
  });

  it.each([
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=2-99', { start: 2, end: 9 }],
    ['bytes=5-2', 'whole'],
    ['bytes=0-1,3-4', 'whole'],
    ['pages=1-2', 'whole'],
    ['bytes=10-', 'nowhere'],
    ['bytes=-0', 'nowhere'],
  ] as const)('[FILE-7] of ten bytes %s is %j', (header, range) => expect(rangeOf(header, 10)).toEqual(range));

  it('[FILE-8] without LibreOffice an Office file is for downloading', async () => {
    const { documentId, sha256 } = await attach('sites', { bytes: sampleDocx('Báo cáo'), name: 'a.docx' });
    expect((await listed('?site=a', room)).get(documentId)?.reading).toEqual({ state: 'none', sha256: null, mediaType: null, bytes: null });
    const { status, headers } = await ask(api(`/documents/${documentId}/files/${sha256}?site=a`), { headers: room });
    expect([status, headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']);
  });
});
