/**
 * What the secretary of the demonstration does once the server is up, by the routes a secretary has: imports the
 * invitation list, announces two ballots, and hands the slips to the simulated phones. Nobody waits for it.
 */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoAccess } from './ensure-demo.ts';
import { DEMO_PEOPLE, peopleCsv } from './people.ts';

interface Slip {
  readonly name: string;
  readonly siteName: string;
  readonly unitName: string;
  readonly url: string;
}

/** For a person, and for the phones that are played. */
export interface DemoPhones {
  readonly own: Slip;
  /** File of the slips that `diemcau simulate --slips` takes. */
  readonly slipsPath: string;
}

const RULES = { voters: 'people', quorum: { share: 'half' }, majority: { share: 'half', of: 'cast' } } as const;
/** Announced, for whoever sits at the desk to open: one in everybody's name, one that nobody can look into. */
const BALLOTS = [
  {
    ...RULES,
    question: 'Thông qua phương hướng, nhiệm vụ trọng tâm công tác tuyên giáo và dân vận quý IV',
    form: { kind: 'yes-no' },
    secrecy: 'open',
  },
  {
    ...RULES,
    question: 'Chọn không quá hai việc làm điểm của quý IV',
    form: {
      kind: 'choose',
      maxChoices: 2,
      options: [
        { optionId: 'karaoke', text: 'Xử lý tiếng ồn karaoke trong khu dân cư' },
        { optionId: 'truong-hoc', text: 'Trường học thông minh ở các xã vùng cao' },
        { optionId: 'phong-dich', text: 'Truyền thông phòng, chống dịch bệnh mùa mưa' },
        { optionId: 'dao-tao', text: 'Hỗ trợ cán bộ không chuyên trách đi học' },
      ],
    },
    secrecy: 'secret',
  },
] as const;

export interface InviteDeps {
  /** Where the server is reached. */
  readonly url: string;
  readonly dataDir: string;
  readonly access: DemoAccess;
}

/** Does nothing twice: a list or ballots that are there stay. Rejects where the server refuses or is gone. */
export async function invitePeople({ url, dataDir, access }: InviteDeps): Promise<DemoPhones> {
  const secretary = await Secretary.signIn(url, access);
  const { sites } = await secretary.get<{ sites: Readonly<Record<string, { readonly invited: number }>> }>('/attendance');
  if (Object.values(sites).every(({ invited }) => invited === 0)) await secretary.importList();
  const { ballots } = await secretary.get<{ ballots: readonly object[] }>('/ballots');
  if (ballots.length === 0) for (const ballot of BALLOTS) await secretary.post('/ballots', { ballotId: randomUUID(), ...ballot });
  const { slips } = await secretary.get<{ slips: readonly Slip[] }>('/attendance/slips');
  // A room that is left for people has a person's phone, too.
  const free = access.rooms.find(({ isFree }) => isFree)?.name;
  const own = slips.find(({ siteName }) => siteName === free) ?? slips[0]!;
  const slipsPath = join(dataDir, 'demo-slips.json');
  // Whoever reads it can check in for the people.
  writeFileSync(slipsPath, JSON.stringify({ slips: slips.filter((slip) => slip !== own) }), { mode: 0o600 });
  return { own, slipsPath };
}

class Secretary {
  readonly #base: string;
  readonly #cookie: string;

  static async signIn(url: string, { officers, conferenceId }: DemoAccess): Promise<Secretary> {
    const token = officers.find(({ role }) => role === 'secretary')?.signInToken;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify({ token }) });
    if (!answer.ok) throw new Error(`the secretary cannot sign in (HTTP ${answer.status})`);
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    return new Secretary(`${url}/api/v1/conferences/${conferenceId}`, cookies.join('; '));
  }

  private constructor(base: string, cookie: string) {
    this.#base = base;
    this.#cookie = cookie;
  }

  async get<T>(path: string): Promise<T> {
    return (await this.#ask(path, {})) as T;
  }

  async post(path: string, body: object): Promise<unknown> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    return this.#ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async importList(): Promise<void> {
    const body = new FormData();
    body.set('file', new Blob([peopleCsv(DEMO_PEOPLE)], { type: 'text/csv' }), 'danh-sach-trieu-tap.csv');
    const report = (await this.#ask('/attendance/import', { method: 'POST', body })) as {
      readonly ok: boolean;
      readonly problems: unknown;
    };
    if (!report.ok) throw new Error(`the list was refused: ${JSON.stringify(report.problems).slice(0, 300)}`);
  }

  async #ask(path: string, { headers, ...request }: RequestInit & { readonly headers?: Record<string, string> }): Promise<unknown> {
    const answer = await fetch(this.#base + path, { ...request, headers: { ...headers, cookie: this.#cookie } });
    if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
