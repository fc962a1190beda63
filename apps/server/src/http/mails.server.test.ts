import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrganisation, type OrganisationUnderTest, type Person } from '../../test/organisation-under-test.ts';
import { ask } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';

let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
let admin: Person;
let mailServer: SMTPServer;
/** Whole messages as they arrived. */
const arrived: string[] = [];
/** What the mail server says to the next ones; absent: it takes them. */
const answers: { readonly code: number; readonly text: string }[] = [];

beforeAll(async () => {
  mailServer = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'giaoban' && password === 'of the mail server' ? done(null, { user: username }) : done(new Error('no')),
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += String(chunk)));
      stream.on('end', () => {
        const refusal = answers.shift();
        if (!refusal) arrived.push(text);
        done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
      });
    },
  });
  await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', resolve));
  const { port } = mailServer.server.address() as AddressInfo;
  const smtpUrl = `smtp://giaoban:of%20the%20mail%20server@127.0.0.1:${port}`;
  workers = await startWorkers(2, { smtpUrl, smtpFrom: 'Điểm Cầu <giaoban@example.vn>' });
  organisation = await startOrganisation(workers);
  admin = await organisation.person('administrator');
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
  await new Promise<void>((resolve) => mailServer.close(resolve));
});

const call = (method: string, path: string, json?: unknown) =>
  ask(`${workers.urls[0]}/api/v1${path}`, { method, json, headers: admin.headers });

async function invite(username: string, form: object) {
  const { body } = await call('POST', '/accounts', { name: 'Lê Thị Hoa', username, unitId: 'x', ...form });
  return body as { readonly accountId: string; readonly url: string; readonly mailId: string };
}

interface Mail {
  readonly mailId: string;
  readonly state: string;
  readonly attempts: number;
  readonly error: string;
}

async function mailIn(mailId: string, ...states: readonly string[]): Promise<Mail> {
  for (;;) {
    const { body } = await call('GET', '/mails');
    const mail = (body['mails'] as Mail[]).find((one) => one.mailId === mailId)!;
    if (states.includes(mail.state) && (mail.attempts > 0 || mail.state === 'slip')) return mail;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Quoted-printable and base64 parts as text (RFC 2045 §6). */
function textOf(message: string): string {
  const [head = '', body = ''] = message.split(/\r?\n\r?\n([\s\S]*)/);
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

test('[MAIL-1] an invitation is mailed in the language of whoever gets it, and its link is kept no longer', async () => {
  const vi = await invite('hoa.vi', { email: 'hoa@example.vn' });
  expect(await mailIn(vi.mailId, 'sent')).toMatchObject({ attempts: 1, error: '' });
  expect(textOf(arrived.at(-1)!)).toContain('Kính gửi Lê Thị Hoa');
  expect(textOf(arrived.at(-1)!)).toContain(vi.url);
  expect((await call('GET', `/mails/${vi.mailId}/slip`)).status).toBe(410);
  const en = await invite('hoa.en', { email: 'hoa.en@example.vn', language: 'en' });
  await mailIn(en.mailId, 'sent');
  expect(textOf(arrived.at(-1)!)).toContain('Dear Lê Thị Hoa');
});

test('[MAIL-2] what is not taken for now is tried again later, by any worker, and says why', async () => {
  answers.push({ code: 451, text: 'come back later' });
  const { mailId } = await invite('hoa.later', { email: 'later@example.vn' });
  const waiting = await mailIn(mailId, 'queued');
  expect(waiting).toMatchObject({ attempts: 1 });
  await expect.poll(async () => (await mailIn(mailId, 'queued')).error).toContain('come back later');
  workers.clock.nowMs += 60_000;
  expect(await mailIn(mailId, 'sent')).toMatchObject({ attempts: 2 });
}, 20_000);

test('[MAIL-3] what is refused for good is listed as failed with what the server said, and tried again on request', async () => {
  answers.push({ code: 550, text: 'no such person here' });
  const { mailId } = await invite('hoa.wrong', { email: 'wrong@example.vn' });
  expect((await mailIn(mailId, 'failed')).error).toContain('no such person here');
  expect((await call('GET', '/mails?state=failed')).body['mails']).toMatchObject([
    { mailId, name: 'Lê Thị Hoa', address: 'wrong@example.vn' },
  ]);
  expect((await call('POST', `/mails/${mailId}/retry`)).status).toBe(204);
  await mailIn(mailId, 'sent');
  expect((await call('POST', `/mails/${mailId}/retry`)).status).toBe(409);
});

test('[MAIL-4] whoever has no address gets a slip to print, with the same text and link', async () => {
  const { mailId, url } = await invite('hoa.slip', { email: null });
  expect(await mailIn(mailId, 'slip')).toMatchObject({ attempts: 0 });
  const { body } = await call('GET', `/mails/${mailId}/slip`);
  expect(body).toMatchObject({ language: 'vi', name: 'Lê Thị Hoa', url, subject: expect.stringContaining('Điểm Cầu') as string });
  expect(body['paragraphs']).toContain(url);
  expect(JSON.stringify((await call('GET', '/mails')).body)).not.toContain(url);
});

test('[MAIL-5] a forgotten password is asked for without learning who has an account, and not again and again', async () => {
  await invite('hoa.forgot', { email: 'forgot@example.vn' });
  const before = arrived.length;
  const forgot = (login: string) => ask(`${workers.urls[0]}/api/v1/session/forgotten`, { method: 'POST', json: { login } });
  expect([(await forgot('nobody@example.vn')).status, (await forgot('forgot@example.vn')).status]).toEqual([202, 202]);
  await expect.poll(() => arrived.slice(before).map(textOf).join(), { timeout: 5_000 }).toContain('đặt mật khẩu mới');
  await forgot('forgot@example.vn');
  await forgot('forgot@example.vn');
  expect((await forgot('forgot@example.vn')).status).toBe(429);
});

test('[MAIL-6] only who may change an account sees the slip of its mail', async () => {
  const { mailId } = await invite('hoa.other', { email: null });
  const slip = async (role: 'administrator' | 'auditor', unitId: string) =>
    (await ask(`${workers.urls[0]}/api/v1/mails/${mailId}/slip`, { headers: (await organisation.person(role, unitId)).headers })).status;
  expect([await slip('administrator', 'p'), await slip('administrator', 'q'), await slip('auditor', 'p')]).toEqual([200, 404, 403]);
});
