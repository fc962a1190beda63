/** What an error answer says (`application/problem+json`, RFC 9457), or that there was none. */
export interface HttpProblem {
  /** Stable code of the server's registry; `unreachable` and `unreadable` are made here. */
  readonly code: string;
  readonly status: number | null;
  readonly detail: string | null;
  /** What the translated sentence of a refusal names. */
  readonly params?: Readonly<Record<string, string | number>>;
}

export type HttpResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: HttpProblem };

/** A room's officer presses again after this long; a proxy that swallows a request must not keep a button spinning. */
const ANSWER_WAIT_MS = 15_000;
/** Ten megabytes over a thin line of a commune, and half a minute to check the whole country. */
const UPLOAD_WAIT_MS = 180_000;

export function getJson<T>(path: string): Promise<HttpResult<T>> {
  return requestJson<T>(path, { method: 'GET' });
}

/** `id` where the same request may have to be sent again. */
export function postJson<T>(
  path: string,
  body: unknown,
  id = crypto.getRandomValues(new Uint32Array(4)).join('-'),
): Promise<HttpResult<T>> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': id };
  return requestJson<T>(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

export function putJson(path: string, body: unknown): Promise<HttpResult<null>> {
  return putAnswered<null>(path, body);
}

/** Of a resource that answers with what has become of it. */
export function putAnswered<T>(path: string, body: unknown): Promise<HttpResult<T>> {
  return requestJson<T>(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** Uploads under an id of the caller's: repeating it returns the first answer. */
export function postFiles<T>(path: string, files: readonly File[], id: string): Promise<HttpResult<T>> {
  const body = new FormData();
  for (const file of files) body.append('file', file, file.name);
  return requestJson<T>(path, { method: 'POST', headers: { 'idempotency-key': id }, body }, UPLOAD_WAIT_MS);
}

export function deleteResource(path: string): Promise<HttpResult<null>> {
  return requestJson<null>(path, { method: 'DELETE' });
}

async function requestJson<T>(path: string, init: RequestInit, waitMs = ANSWER_WAIT_MS): Promise<HttpResult<T>> {
  const answer = await fetch(path, { ...init, signal: AbortSignal.timeout(waitMs) }).catch(() => null);
  if (!answer) return { ok: false, problem: { code: 'unreachable', status: null, detail: null } };
  const body: unknown = answer.status === 204 ? null : await answer.json().catch(() => undefined);
  if (answer.ok && body !== undefined) return { ok: true, value: body as T };
  return { ok: false, problem: problemOf(answer.status, body) };
}

export function problemOf(status: number, body: unknown): HttpProblem {
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const code = typeof said['code'] === 'string' ? said['code'] : 'unreadable';
  const detail = typeof said['detail'] === 'string' ? said['detail'] : null;
  return { code, status, detail, params: (said['params'] ?? {}) as NonNullable<HttpProblem['params']> };
}
