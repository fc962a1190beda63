/** A real server with a conference of 145 rooms, 23,000 people on its list and their phones checked in: the reference day. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ConsoleClient } from '../../apps/server/src/simulator/console-client.ts';
import { Crowd } from '../floor/crowd.ts';
import { startServerUnderTest, type ServerUnderTest } from '../floor/server-under-test.ts';
import type { FromPhones, ToPhones } from './messages.ts';

export const PEOPLE = 23_000;
const ROOMS = 145;
/** With two workers, the database and these the machine has more to do than cores, as on the day. */
const LOAD_PROCESSES = 2;
/** What a crowd prepares between two words of its own, and how long it may take for it on a machine that has much else to do. */
const [STEP, ANSWER_MAX_MS] = [1_000, 180_000];
const PROGRAM = fileURLToPath(new URL('../../apps/server/bin/diemcau.js', import.meta.url));

export type Phones = Crowd<ToPhones, FromPhones>;

export interface Ballot {
  readonly ballotId: string;
  readonly secrecy: 'open' | 'secret';
}

interface ClosedBallot {
  readonly ballotId: string;
  readonly phase: string;
  readonly entitled: number | null;
  readonly result: { readonly cast: number; readonly counts: Readonly<Record<string, number>> } | null;
}

/** Closing ends the phones and the server, and removes its folder. */
export class Hall {
  readonly server: ServerUnderTest;
  readonly phones: readonly Phones[];
  readonly #cookie: string;

  private constructor(server: ServerUnderTest, cookie: string) {
    this.server = server;
    this.#cookie = cookie;
    this.phones = Array.from({ length: LOAD_PROCESSES }, () => new Crowd<ToPhones, FromPhones>('../ballots/phone-crowd', ANSWER_MAX_MS));
  }

  /** Resolves when everybody is checked in and the conference is open. */
  static async fill(): Promise<Hall> {
    const server = await startServerUnderTest(ROOMS);
    const hall = new Hall(server, await signIn(server));
    try {
      await hall.#invite();
      await hall.#checkIn();
      const chair = await ConsoleClient.connect(server);
      await chair.command({ type: 'OpenConference' });
      chair.close();
      return hall;
    } catch (error) {
      await hall.close();
      throw error;
    }
  }

  /** The phones of a secret one have their credentials when it opens. */
  async openBallot(secrecy: Ballot['secrecy']): Promise<Ballot> {
    const ballotId = crypto.randomUUID();
    const rules = { form: { kind: 'yes-no' }, voters: 'people', quorum: { share: 'half' }, majority: { share: 'half', of: 'present' } };
    await this.#ask('/ballots', { ballotId, question: 'Thông qua chương trình công tác quý tới', secrecy, ...rules });
    if (secrecy === 'secret') await this.#getCredentials(ballotId);
    await this.#ask(`/ballots/${ballotId}/commands`, { type: 'OpenBallot', closesAtMs: Date.now() + 3_600_000 });
    return { ballotId, secrecy };
  }

  /** Closes it and returns how it stands. */
  async closeBallot({ ballotId }: Ballot): Promise<ClosedBallot> {
    await this.#ask(`/ballots/${ballotId}/commands`, { type: 'CloseBallot' });
    const { ballots } = await this.#ask<{ ballots: readonly ClosedBallot[] }>('/ballots');
    return ballots.find((ballot) => ballot.ballotId === ballotId)!;
  }

  /** Anybody may read it. */
  async receipts({ ballotId }: Ballot): Promise<readonly string[]> {
    const response = await fetch(`${this.server.url}/api/v1/ballots/${ballotId}/receipts`);
    return ((await response.json()) as { readonly receipts: readonly string[] }).receipts;
  }

  /** `diemcau verify`: whether every hash, root and count holds, and what it says of the ballots. */
  async verify(): Promise<{ readonly holds: boolean; readonly said: string }> {
    const env = { ...process.env, DIEMCAU_DATA_DIR: this.server.dataDir };
    const run = promisify(execFile)(process.execPath, [PROGRAM, 'verify'], { env, maxBuffer: 100 * 1_048_576 });
    const ended = await run.then(
      ({ stderr }) => ({ holds: true, stderr }),
      ({ stderr }: { readonly stderr?: string }) => ({ holds: false, stderr: stderr ?? '' }),
    );
    const lines = ended.stderr.split('\n').filter((line) => /BAD|votes of/.test(line));
    return { holds: ended.holds, said: lines.join('; ').replace('diemcau: ', '') };
  }

  async close(): Promise<void> {
    for (const phones of this.phones) phones.close();
    await this.server.close();
  }

  /** Room by room in turn, so that each has as many as the next. */
  async #invite(): Promise<void> {
    const rows = Array.from({ length: PEOPLE }, (_, index) => {
      const room = index % ROOMS;
      return `Đại biểu số ${index},${room === 0 ? 'Hội trường' : `Điểm cầu ${room}`}\n`;
    });
    const form = new FormData();
    form.append('file', new Blob(['Họ và tên,Điểm cầu\n', ...rows]), 'danh-sach.csv');
    const { counts } = await this.#ask<{ counts: { created: number } }>('/attendance/import', form);
    if (counts.created !== PEOPLE) throw new Error(`${counts.created} of ${PEOPLE} people were imported`);
    console.log(`${counts.created} people invited`);
  }

  async #checkIn(): Promise<void> {
    const { slips } = await this.#ask<{ slips: readonly { readonly url: string }[] }>('/attendance/slips');
    const invitations = slips.map(({ url }) => url.split('#i=')[1]!);
    const { code } = await this.#ask<{ code: string }>('/phone-page');
    const { hostname: host, port } = new URL(this.server.url);
    const began = performance.now();
    await this.#each(async (phones, place) => {
      const addresses = addressesOf(place);
      await phones.ask({ type: 'begin', host, port: Number(port), code, addresses }, 'begun');
      const mine = invitations.filter((_, index) => index % LOAD_PROCESSES === place);
      for (let from = 0; from < mine.length; from += STEP)
        await phones.ask({ type: 'check-in', invitations: mine.slice(from, from + STEP) }, 'checked-in');
    });
    console.log(`${invitations.length} phones checked in within ${Math.round((performance.now() - began) / 1_000)} s`);
  }

  async #getCredentials(ballotId: string): Promise<void> {
    await this.#each(async (phones) => {
      let left = Infinity;
      while (left > 0) ({ left } = await phones.ask({ type: 'get-credentials', ballotId, atMost: STEP }, 'got-credentials'));
    });
    console.log(`${PEOPLE} credentials signed blind`);
  }

  async #each(work: (phones: Phones, place: number) => Promise<void>): Promise<void> {
    await Promise.all(this.phones.map(work));
  }

  /** As the secretary. Without a body it is read. */
  async #ask<T = unknown>(path: string, body?: object): Promise<T> {
    const headers: Record<string, string> = { cookie: this.#cookie, 'idempotency-key': crypto.randomUUID() };
    const isForm = body instanceof FormData;
    if (body && !isForm) headers['content-type'] = 'application/json';
    const sent = body ? { method: 'POST', body: isForm ? body : JSON.stringify(body) } : {};
    const response = await fetch(`${this.server.url}/api/v1/conferences/${this.server.conferenceId}${path}`, { headers, ...sent });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }
}

/** Each room has an address of its own, and all its phones come from it. */
function addressesOf(place: number): readonly string[] {
  const rooms = Array.from({ length: ROOMS }, (_, room) => room).filter((room) => room % LOAD_PROCESSES === place);
  return rooms.map((room) => `127.0.1.${room + 1}`);
}

async function signIn({ url, secretarySignInToken: token }: ServerUnderTest): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify({ token }) });
  if (response.status !== 200) throw new Error(`sign-in: ${response.status}`);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return cookies.join('; ');
}
