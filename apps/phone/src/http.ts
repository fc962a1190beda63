import type { Told } from './line.ts';

/** Requests of the phone. `offline`: nothing is known to have happened; the same may be sent again, with `line` when that is due. */
export type Answer<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly offline: true; readonly line?: Told }
  | { readonly ok: false; readonly offline: false; readonly code: string };

export interface SendMore {
  readonly body?: object;
  readonly id?: string;
  /** Without the cookies that say whose phone it is. */
  readonly alone?: boolean;
}

export type Send = <T>(method: 'GET' | 'POST', path: string, more?: SendMore) => Promise<Answer<T>>;

/** A phone at the edge of the network waits this long, then it is treated as without one. */
const ANSWER_WAIT_MS = 12_000;

export const send: Send = async <T>(method: string, path: string, more: SendMore = {}) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWER_WAIT_MS);
  try {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (more.body) headers['content-type'] = 'application/json';
    if (more.id !== undefined) headers['idempotency-key'] = more.id;
    const init: RequestInit = { method, headers, signal: stop.signal };
    if (more.alone) init.credentials = 'omit';
    if (more.body) init.body = JSON.stringify(more.body);
    const response = await fetch(`/api/v1${path}`, init);
    return await answerOf<T>(response);
  } catch {
    return { ok: false, offline: true };
  } finally {
    clearTimeout(timer);
  }
};

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  // The server, or a proxy before it, is away for a moment: as good as no network. Or too many come at once.
  if (response.status >= 500) return { ok: false, offline: true, ...(await putOff(response)) };
  const body = (await response.json()) as T & { readonly code?: string };
  return response.ok ? { ok: true, body } : { ok: false, offline: false, code: body.code ?? 'bad-request' };
}

async function putOff(response: Response): Promise<{ readonly line?: Told }> {
  const { params } = (await response.json().catch(() => ({}))) as { readonly params?: Partial<Told> };
  if (response.status !== 503 || params?.place === undefined || params.waitMs === undefined) return {};
  return { line: { place: params.place, waitMs: params.waitMs } };
}
