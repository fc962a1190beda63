/**
 * A conference from a program: create it, open it, put a room on the floor over the live socket, read
 * what came of it. See docs/api.md. To run it (Node.js 20 or later, npm packages `tsx` and `ws`):
 *
 *   DIEMCAU_URL=https://giaoban.example.vn DIEMCAU_TOKEN=dct_… npx tsx first-conference.ts <unit id>
 *
 * The token's account needs the role of a secretary, a chair or an administrator over the unit, and the
 * unit needs two sites in the register: the first becomes the hall, the second speaks.
 */
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

const server = process.env['DIEMCAU_URL'] ?? 'http://localhost:8080';
const token = process.env['DIEMCAU_TOKEN'] ?? '';
const [unitId = ''] = process.argv.slice(2);
const authorization = { authorization: `Bearer ${token}` };

/** Every write takes an Idempotency-Key: a request that is sent again with the same key is done once. */
async function ask<T>(method: 'GET' | 'POST', path: string, json?: unknown): Promise<T> {
  const headers = { ...authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await fetch(`${server}/api/v1${path}`, { method, headers, body: json === undefined ? null : JSON.stringify(json) });
  const said = (await answer.json()) as T & { readonly code?: string; readonly title?: string };
  // Errors are application/problem+json (RFC 9457); `code` is stable, docs/errors.md lists them.
  if (!answer.ok) throw new Error(`${method} ${path}: ${said.code}: ${said.title}`);
  return said;
}

interface Answer {
  readonly type: string;
  readonly commandId?: string;
  readonly ok?: boolean;
  readonly refusal?: { readonly code: string };
  readonly reason?: string;
}

/** The socket of a console: says hello, and resolves when the server has said welcome. */
async function openConsole(conferenceId: string) {
  const address = `${server.replace(/^http/, 'ws')}/api/v1/conferences/${conferenceId}/live?as=console`;
  const socket = new WebSocket(address, { headers: authorization });
  const listeners = new Set<(message: Answer) => void>();
  socket.on('message', (data) => listeners.forEach((listener) => listener(JSON.parse(String(data)) as Answer)));
  socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', protocol: 1, audience: 'console' })));
  const heard = (fits: (message: Answer) => boolean) =>
    new Promise<Answer>((resolve, reject) => {
      listeners.add((message) => {
        if (message.type === 'closing') reject(new Error(`the server closes: ${message.reason}`));
        if (fits(message)) resolve(message);
      });
      socket.on('error', reject);
    });
  await heard(({ type }) => type === 'welcome');
  return {
    /** The answer carries the id of the command; sending the same id again is always safe. */
    async command(command: { readonly type: string } & Readonly<Record<string, unknown>>): Promise<void> {
      const commandId = randomUUID();
      const answer = heard((message) => message.type === 'answer' && message.commandId === commandId);
      socket.send(JSON.stringify({ type: 'command', commandId, command }));
      const { ok, refusal } = await answer;
      if (ok !== true) throw new Error(`${command.type}: ${refusal?.code ?? 'try again'}`);
    },
    close: () => socket.close(),
  };
}

interface View {
  readonly phase: string;
  readonly sites: Readonly<Record<string, { readonly name: string }>>;
  readonly pastSpeeches: readonly {
    readonly siteId: string;
    readonly subject: string;
    readonly startedAtMs: number;
    readonly endedAtMs: number;
  }[];
}

const me = await ask<{ readonly accountId: string; readonly name: string }>('GET', '/account/me');
const { sites } = await ask<{ readonly sites: readonly { readonly siteId: string }[] }>('GET', `/sites?under=${unitId}`);
const [hall, room] = sites;
if (!hall || !room) throw new Error('the unit needs two sites in the register');

// The ids of what is new are the client's own, so that nothing is made twice.
const conferenceId = randomUUID();
await ask('POST', '/conferences', {
  conferenceId,
  unitId,
  title: 'Giao ban thử từ chương trình',
  startsAtMs: Date.now(),
  hallSiteId: hall.siteId,
  siteIds: [room.siteId],
  officers: [{ accountId: me.accountId, roles: ['chair'] }],
});

const desk = await openConsole(conferenceId);
const [requestId, speechId] = [randomUUID(), randomUUID()];
await desk.command({ type: 'OpenConference' });
await desk.command({ type: 'RequestFloor', requestId, siteId: room.siteId, kind: 'speech', subject: 'Báo cáo nhanh' });
await desk.command({ type: 'GrantFloor', requestId, speechId, replaces: null, thenStandby: false });
await desk.command({ type: 'YieldFloor', speechId });
await desk.command({ type: 'CloseConference' });
desk.close();

const { view } = await ask<{ readonly view: View }>('GET', `/conferences/${conferenceId}`);
process.stdout.write(`${view.phase}: ${conferenceId}\n`);
for (const { siteId, subject, startedAtMs, endedAtMs } of view.pastSpeeches)
  process.stdout.write(`${view.sites[siteId]?.name ?? siteId}: ${subject} (${endedAtMs - startedAtMs} ms)\n`);
