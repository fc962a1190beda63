/** The conference of the reference day on a real server, open, with a phone page for everybody. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConsoleClient } from '../../apps/server/src/simulator/console-client.ts';
import { startServerUnderTest, type ServerUnderTest } from '../floor/server-under-test.ts';
import { costOf, type ProcessCost } from '../media/process-cost.ts';
import type { Line } from './messages.ts';

const SITES = 145;
const ITEMS = ['Tình hình dư luận xã hội quý III năm 2026', 'Kết quả giải quyết kiến nghị của các điểm cầu kỳ trước'] as const;
const ITEM_MS = 1_800_000;

export interface ReferenceDay {
  readonly line: Line;
  readonly workerPids: readonly number[];
  readonly supervisorPid: number;
  /** The next item of the agenda: one command of the chair's, one change that every phone shows. Resolves with its version. */
  change(): Promise<number>;
  /** Of all web workers together. */
  cost(): ProcessCost;
  close(): Promise<void>;
}

export async function startReferenceDay(): Promise<ReferenceDay> {
  const server = await startServerUnderTest(SITES);
  const chair = await ConsoleClient.connect(server);
  await chair.command({ type: 'PlanAgenda', items: ITEMS.map((title, index) => agendaItem(`item-${index}`, title)) });
  await chair.command({ type: 'OpenConference' });
  const code = await openPhonePage(server);
  let current: string | null = null;
  const pids = workerPids(server.dataDir);
  return {
    line: { kind: 'diemcau', port: Number(new URL(server.url).port), conferenceId: server.conferenceId, code },
    workerPids: pids,
    supervisorPid: parentOf(pids[0]!),
    async change() {
      const [replaces, itemId]: [string | null, string] = [current, current === 'item-0' ? 'item-1' : 'item-0'];
      current = itemId;
      return chair.command({ type: 'StartItem', itemId, replaces });
    },
    cost: () => costOfAll(pids),
    close() {
      chair.close();
      return server.close();
    },
  };
}

export function costOfAll(pids: readonly number[]): ProcessCost {
  const costs = pids.map(costOf);
  const sum = (of: (cost: ProcessCost) => number) => costs.reduce((total, cost) => total + of(cost), 0);
  return {
    cpuUs: sum(({ cpuUs }) => cpuUs),
    residentMB: sum(({ residentMB }) => residentMB),
    openFiles: sum(({ openFiles }) => openFiles),
  };
}

function agendaItem(itemId: string, title: string) {
  return {
    itemId,
    kind: 'report' as const,
    title,
    presenterUnitId: null,
    presenterSiteId: null,
    plannedMs: ITEM_MS,
    speechMs: null,
    notes: '',
  };
}

/** As the server lists its processes in its data folder. */
function workerPids(dataDir: string): readonly number[] {
  const children = JSON.parse(readFileSync(join(dataDir, 'children.json'), 'utf8')) as Readonly<Record<string, { readonly pid: number }>>;
  return Object.entries(children)
    .filter(([name]) => name.startsWith('worker-'))
    .map(([, { pid }]) => pid);
}

/** The fourth field of proc(5) stat, the second after the name in brackets. */
function parentOf(pid: number): number {
  return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
}

/** For everybody. Returns its code. */
async function openPhonePage({ url, conferenceId, secretarySignInToken }: ServerUnderTest): Promise<string> {
  const headers = {
    ...{ cookie: await signIn(url, secretarySignInToken), 'content-type': 'application/json' },
    'idempotency-key': crypto.randomUUID(),
  };
  const page = `${url}/api/v1/conferences/${conferenceId}/phone-page`;
  const response = await fetch(page, { method: 'PUT', headers, body: JSON.stringify({ public: true }) });
  if (!response.ok) throw new Error(`phone-page: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { readonly code: string }).code;
}

async function signIn(url: string, token: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify({ token }) });
  if (!response.ok) throw new Error(`the secretary cannot sign in: ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
