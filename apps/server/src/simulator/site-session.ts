import { SimulationProblem } from './simulation-problem.ts';

/** What lets into a room: its link's token or its six digits. */
export type SiteKey = { readonly token: string } | { readonly code: string };

/** The answer of `POST /api/v1/site-sessions` (docs/protocol.md §1). */
export interface SiteSession {
  readonly conferenceId: string;
  readonly siteId: string;
  readonly siteName: string;
  readonly isHall: boolean;
  readonly deviceToken: string;
}

export type JoinAnswer =
  | { readonly type: 'joined'; readonly session: SiteSession }
  /** Somebody is there; a simulated room never takes over. */
  | { readonly type: 'taken' }
  | { readonly type: 'later'; readonly waitMs: number };

/** Used where the server asks for patience without saying how much. */
const PATIENCE_MS = 2_000;

/** Joins a room as a device. Throws SimulationProblem where trying again would not help. */
export async function joinSite(url: string, key: SiteKey, label: string): Promise<JoinAnswer> {
  const response = await ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': label },
    body: JSON.stringify(key),
  });
  if (response.ok) return { type: 'joined', session: (await response.json()) as SiteSession };
  const problem = (await response.json().catch(() => ({}))) as { readonly code?: string; readonly detail?: string };
  if (problem.code === 'site-taken') return { type: 'taken' };
  if (response.status === 429 || response.status === 503) return { type: 'later', waitMs: waitOf(response) };
  const why = problem.detail ?? problem.code ?? 'no reason given';
  throw new SimulationProblem(`The server refuses a room (HTTP ${response.status}: ${why}). Is the access file of this conference?`);
}

function ask(url: string, request: RequestInit): Promise<Response> {
  return fetch(`${url}/api/v1/site-sessions`, request).catch((cause: unknown) => {
    throw new SimulationProblem(nothingThere(url), { cause });
  });
}

/** Throws SimulationProblem unless a server answers at this address. */
export async function checkServer(url: string): Promise<void> {
  // 5 s: a server that is there answers this in a millisecond.
  const answer = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(5_000) }).catch((cause: unknown) => {
    throw new SimulationProblem(nothingThere(url), { cause });
  });
  if (!answer.ok) throw new SimulationProblem(`${url} answers /health/live with HTTP ${answer.status}: is this a Điểm Cầu server?`);
}

function nothingThere(url: string): string {
  return `Nothing answers at ${url}. Start the server first (diemcau serve), or give its address with --url.`;
}

/** Retry-After in seconds (RFC 9110 §10.2.3). */
function waitOf(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : PATIENCE_MS;
}
