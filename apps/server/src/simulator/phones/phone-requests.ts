/** Requests of many phones over connections they share, from one or several addresses of this machine. */
import http from 'node:http';
import https from 'node:https';

/** `offline`: nothing is known to have happened; the same may be sent again, after `waitMs` where the server says so. */
export type PhoneAnswer =
  | { readonly type: 'ok'; readonly body: unknown }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'offline'; readonly waitMs: number | null };

export interface PhoneRequest {
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1`, or any other where it begins with `//`. */
  readonly path: string;
  readonly body?: object;
  readonly idempotencyKey?: string;
  /** What says whose phone it is. */
  readonly token?: string | null;
}

/** As long as the phone page waits. */
const ANSWER_WAIT_MS = 12_000;
/** Phones of one process ask over so many connections: a burst is as dense, and leaves files for the sockets. */
const CONNECTIONS_MAX = 512;
/** The list of receipts of a large ballot is 2 MB. */
const ANSWER_MAX_BYTES = 8_000_000;

/** Idempotent `close`. */
export class PhoneRequests {
  readonly #url: URL;
  readonly #agents: readonly http.Agent[];

  constructor(url: string, addresses: readonly (string | undefined)[]) {
    this.#url = new URL(url);
    const { Agent } = this.#url.protocol === 'https:' ? https : http;
    const maxSockets = Math.max(1, Math.floor(CONNECTIONS_MAX / addresses.length));
    this.#agents = addresses.map((localAddress) => new Agent({ keepAlive: true, maxSockets, ...(localAddress ? { localAddress } : {}) }));
  }

  close(): void {
    for (const agent of this.#agents) agent.destroy();
  }

  /** `address` is the number of one of the addresses; `onSent` hands over what breaks it off. Never rejects. */
  send(
    request: PhoneRequest,
    { address, onSent }: { readonly address: number; readonly onSent?: (cut: () => void) => void },
  ): Promise<PhoneAnswer> {
    const text = request.body === undefined ? undefined : JSON.stringify(request.body);
    return new Promise((resolve) => {
      let isAnswered = false;
      const { request: make } = this.#url.protocol === 'https:' ? https : http;
      const sent = make(
        this.#url,
        {
          method: request.method,
          path: request.path.startsWith('//') ? request.path.slice(1) : `/api/v1${request.path}`,
          agent: this.#agents[address % this.#agents.length],
          headers: headersOf(request, text),
        },
        (response) => {
          isAnswered = true;
          void answerOf(response).then(resolve);
        },
      );
      // What waits for a free connection is not late yet.
      sent.once('socket', (socket) => {
        const late = setTimeout(() => sent.destroy(), ANSWER_WAIT_MS);
        const done = () => clearTimeout(late);
        sent.once('close', done);
        // A connection that was just closed by the other side.
        if (socket.destroyed) done();
      });
      sent.once('error', () => resolve({ type: 'offline', waitMs: null }));
      // An answer that has begun tells of its own end.
      sent.once('close', () => isAnswered || resolve({ type: 'offline', waitMs: null }));
      onSent?.(() => sent.destroy());
      sent.end(text);
    });
  }
}

function headersOf({ idempotencyKey, token }: PhoneRequest, text: string | undefined): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'diemcau-simulator' };
  if (text !== undefined) {
    headers['content-type'] = 'application/json';
    headers['content-length'] = String(Buffer.byteLength(text));
  }
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  if (token != null) headers['authorization'] = `Bearer ${token}`;
  return headers;
}

async function answerOf(response: http.IncomingMessage): Promise<PhoneAnswer> {
  const text = await textOf(response);
  const { statusCode = 0 } = response;
  if (text === null) return { type: 'offline', waitMs: null };
  const isJson = /json/.test(response.headers['content-type'] ?? '');
  const body = isJson ? parsed(text) : text;
  if (statusCode >= 500 || statusCode === 429)
    return { type: 'offline', waitMs: lineMsOf(body) ?? waitMsOf(response.headers['retry-after']) };
  if (statusCode < 300) return { type: 'ok', body };
  return { type: 'refused', code: (body as { readonly code?: string } | null)?.code ?? `http-${statusCode}` };
}

async function textOf(response: http.IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > ANSWER_MAX_BYTES) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Each request that a worker cannot take at once is given a moment of its own (docs/protocol.md, The line of the phones). */
function lineMsOf(body: unknown): number | null {
  const { params } = (body ?? {}) as { readonly params?: { readonly waitMs?: unknown } };
  return typeof params?.waitMs === 'number' ? Math.max(0, params.waitMs) : null;
}

/** Seconds (RFC 9110 §10.2.3); null: not said. */
export function waitMsOf(retryAfter: string | undefined): number | null {
  const seconds = Number(retryAfter ?? NaN);
  return Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : null;
}
