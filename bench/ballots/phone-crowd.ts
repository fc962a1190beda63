/** A process of the benchmark that plays thousands of phones: they check in, and vote at their time. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ballotKey, blind, unblind } from './credential.ts';
import { KeptConnection, type Ask, type Reply } from './kept-connection.ts';
import type { Burst, Choice, FromPhones, Outcome, ToPhones } from './messages.ts';

interface Phone {
  readonly place: number;
  readonly headers: { readonly authorization: string };
  credential?: { readonly prepared: string; readonly signature: string };
}

type Begin = Extract<ToPhones, { type: 'begin' }>;

/** Of each address: a room's phones behind one line, whose proxy keeps some open. */
const CONNECTIONS_PER_ADDRESS = 8;
/** What a phone does in preparation is asked this many at a time. */
const AT_ONCE = 64;
/** A second, spread a little, as phones that lost the network at one moment come back. */
const AGAIN_AFTER_MS = 750;
const AGAIN_SPREAD_MS = 500;
/** Apart of a vote that goes twice: also before its time, so that the second may arrive first. */
const TWICE_SPREAD_MS = 400;
/** Sixty in a hundred say yes, thirty no. */
const [YES_OF_TEN, NO_OF_TEN] = [6, 3];

const phones: Phone[] = [];
let begun: Begin;
let lines: (readonly KeptConnection[])[] = [];

const HANDLERS = {
  begin: (message: Begin) => {
    begun = message;
    const line = (localAddress: string) => ({ host: message.host, port: message.port, localAddress });
    lines = message.addresses.map((address) => Array.from({ length: CONNECTIONS_PER_ADDRESS }, () => new KeptConnection(line(address))));
    say({ type: 'begun' });
  },
  'check-in': async ({ invitations }: Extract<ToPhones, { type: 'check-in' }>) => {
    await inTurns(invitations, checkIn);
    say({ type: 'checked-in', phones: phones.length });
  },
  'get-credentials': async ({ ballotId, atMost }: Extract<ToPhones, { type: 'get-credentials' }>) => {
    const { headers } = phones[0]!;
    const mine = await insist(0, { method: 'GET', path: `/api/v1/phones/${begun.code}/ballots/${ballotId}`, headers });
    const key = ballotKey((JSON.parse(mine.body) as { readonly publicKey: string }).publicKey);
    const without = phones.filter(({ credential }) => !credential);
    await inTurns(without.slice(0, atMost), async (phone) => {
      const { prepared, blinded, inverse } = blind(key);
      const ask = post(`/phones/${begun.code}/ballots/${ballotId}/credentials`, { blinded: blinded.toString('base64') }, phone.headers);
      const { signature } = JSON.parse((await insist(phone.place, ask)).body) as { readonly signature: string };
      const signed = unblind(key, inverse, Buffer.from(signature, 'base64'));
      phone.credential = { prepared: prepared.toString('base64'), signature: signed.toString('base64') };
    });
    say({ type: 'got-credentials', left: Math.max(0, without.length - atMost) });
  },
  burst: async ({ burst }: Extract<ToPhones, { type: 'burst' }>) => say({ type: 'burst-over', outcome: await vote(burst) }),
};

process.on('message', (message: ToPhones) => void (HANDLERS[message.type] as (message: ToPhones) => unknown)(message));
process.on('disconnect', () => process.exit());

function say(message: FromPhones): void {
  process.send?.(message);
}

async function checkIn(invitation: string): Promise<void> {
  const place = phones.length;
  phones.push({ place, headers: { authorization: '' } });
  const reply = await insist(place, post(`/phones/${begun.code}/check-ins`, { invitation }, { 'idempotency-key': randomUUID() }));
  const { phoneToken } = JSON.parse(reply.body) as { readonly phoneToken: string };
  phones[place] = { place, headers: { authorization: `Bearer ${phoneToken}` } };
}

/** Open loop: each vote leaves at its time, whatever became of those before. */
async function vote(burst: Burst): Promise<Outcome> {
  const counted = { triedAgain: 0, behindMs: 0, refused: {} as Record<string, number>, acknowledged: { yes: 0, no: 0, abstain: 0 } };
  const [latenciesMs, acknowledgedAtMs, receipts] = [[] as number[], [] as number[], new Set<string>()];
  const sends = timetable(burst);
  for (const line of lines.flat()) line.open();
  const began = performance.now() + burst.startsAtMs - Date.now();
  const known = new Set<number>();

  async function cast({ phone, key, atMs }: Send): Promise<void> {
    const ask = burst.secrecy === 'open' ? openVote(phone, burst.ballotId, key) : secretVote(phone, burst.ballotId);
    for (;;) {
      const reply = await send(phone.place, ask);
      if (reply.status === 201) return acknowledged(phone, atMs, reply);
      const code = codeOf(reply);
      counted.refused[code] = (counted.refused[code] ?? 0) + 1;
      // No, said for good. Everything else comes again, as from a phone's outbox.
      if (reply.status >= 400 && reply.status < 500 && reply.status !== 429) return;
      counted.triedAgain += 1;
      await sleep(AGAIN_AFTER_MS + Math.random() * AGAIN_SPREAD_MS);
    }
  }

  function acknowledged(phone: Phone, atMs: number, { body }: Reply): void {
    const nowMs = performance.now() - began;
    latenciesMs.push(nowMs - atMs);
    acknowledgedAtMs.push(nowMs);
    if (burst.secrecy === 'secret') receipts.add((JSON.parse(body) as { readonly receipt: string }).receipt);
    if (known.has(phone.place)) return;
    known.add(phone.place);
    counted.acknowledged[choiceOf(phone)] += 1;
  }

  const casts: Promise<void>[] = [];
  for (const one of sends) {
    const waitMs = one.atMs - (performance.now() - began);
    if (waitMs > 0) await sleep(waitMs);
    else counted.behindMs = Math.max(counted.behindMs, -waitMs);
    casts.push(cast(one));
  }
  await Promise.all(casts);
  const more = { latenciesMs, acknowledgedAtMs, receipts: [...receipts] };
  return { sent: sends.length, sentTwice: sends.length - phones.length, ...counted, ...more };
}

interface Send {
  readonly phone: Phone;
  readonly key: string;
  readonly atMs: number;
}

/** Evenly over the burst, in an order of its own; the second of a vote has its key. */
function timetable({ lastsMs, twiceShare }: Burst): readonly Send[] {
  const order = phones.map((phone) => ({ phone, by: Math.random() })).sort((one, other) => one.by - other.by);
  const sends = order.flatMap(({ phone }, place): Send[] => {
    const first = { phone, key: randomUUID(), atMs: (place * lastsMs) / order.length };
    if (Math.random() >= twiceShare) return [first];
    const apartMs = (Math.random() - 0.5) * 2 * TWICE_SPREAD_MS;
    return [first, { ...first, atMs: Math.min(lastsMs, Math.max(0, first.atMs + apartMs)) }];
  });
  return sends.sort((one, other) => one.atMs - other.atMs);
}

function openVote(phone: Phone, ballotId: string, key: string): Ask {
  const headers = { ...phone.headers, 'idempotency-key': key };
  return post(`/phones/${begun.code}/ballots/${ballotId}/votes`, { choice: [choiceOf(phone)] }, headers);
}

/** Without a word of who it is. */
function secretVote(phone: Phone, ballotId: string): Ask {
  return post(`/ballots/${ballotId}/secret-votes`, { ...phone.credential, choice: [choiceOf(phone)] });
}

function choiceOf({ place }: Phone): Choice {
  const tenth = place % 10;
  if (tenth < YES_OF_TEN) return 'yes';
  return tenth < YES_OF_TEN + NO_OF_TEN ? 'no' : 'abstain';
}

function post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Ask {
  return { method: 'POST', path: `/api/v1${path}`, body: JSON.stringify(body), headers };
}

/** Over the least busy of the lines of a phone's room. */
function send(place: number, ask: Ask): Promise<Reply> {
  const room = lines[place % lines.length]!;
  return room.reduce((best, line) => (line.waiting < best.waiting ? line : best)).ask(ask);
}

/** For preparations: until the server has said yes. Throws where it says no. */
async function insist(place: number, ask: Ask): Promise<Reply> {
  for (;;) {
    const reply = await send(place, ask);
    if (reply.status === 200 || reply.status === 201) return reply;
    if (reply.status !== 0 && reply.status !== 429 && reply.status < 500) throw new Error(`${ask.path}: ${reply.status} ${reply.body}`);
    await sleep(AGAIN_AFTER_MS);
  }
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function codeOf({ status, body }: Reply): string {
  if (status === 0) return 'no-answer';
  return status < 400 ? String(status) : ((JSON.parse(body) as { readonly code?: string }).code ?? String(status));
}
