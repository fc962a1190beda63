/** Connections a phone's browser, or a proxy before the server, keeps open: one request after the other on each. */
import { connect, type Socket } from 'node:net';

export interface Reply {
  /** 0: the connection broke or nothing came in time; what became of the request is not known. */
  readonly status: number;
  readonly body: string;
}

export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Waiting {
  readonly bytes: string;
  readonly answered: (reply: Reply) => void;
}

/** As long as a phone waits (apps/phone/src/http.ts). */
const ANSWER_WAIT_MS = 12_000;
const NOTHING: Reply = { status: 0, body: '' };

/** Hand-made, because a client that costs more than the server would measure itself. Connects when it is first needed, and again after a break. */
export class KeptConnection {
  readonly #place: { readonly host: string; readonly port: number; readonly localAddress: string };
  readonly #queue: Waiting[] = [];
  #socket: Socket | null = null;
  #current: Waiting | null = null;
  #received = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(place: { readonly host: string; readonly port: number; readonly localAddress: string }) {
    this.#place = place;
  }

  get waiting(): number {
    return this.#queue.length + (this.#current ? 1 : 0);
  }

  /** Without asking anything yet. */
  open(): void {
    this.#socket ??= this.#connect();
  }

  ask({ method, path, headers = {}, body = '' }: Ask): Promise<Reply> {
    const { host, port } = this.#place;
    const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const content = body === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    const bytes = `${method} ${path} HTTP/1.1\r\nhost: ${host}:${port}\r\naccept: application/json\r\n${content}${more.join('')}\r\n${body}`;
    return new Promise((answered) => {
      this.#queue.push({ bytes, answered });
      this.#next();
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #next(): void {
    if (this.#current || this.#queue.length === 0) return;
    this.#current = this.#queue.shift()!;
    this.#socket ??= this.#connect();
    this.#socket.write(this.#current.bytes);
    this.#timer = setTimeout(() => this.#socket?.destroy(), ANSWER_WAIT_MS);
  }

  #connect(): Socket {
    const socket = connect({ ...this.#place, noDelay: true });
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#hear(text));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#socket = null;
      this.#received = '';
      this.#answer(NOTHING);
    });
    return socket;
  }

  /** Every answer of the server has a length. */
  #hear(text: string): void {
    this.#received += text;
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#received.slice(0, headEnd);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const body = this.#received.slice(headEnd + 4);
    if (Buffer.byteLength(body) < length) return;
    this.#received = '';
    if (/\r\nconnection: close/i.test(head)) this.#socket?.destroy();
    this.#answer({ status: Number(head.slice(9, 12)), body });
  }

  #answer(reply: Reply): void {
    clearTimeout(this.#timer);
    const current = this.#current;
    this.#current = null;
    current?.answered(reply);
    this.#next();
  }
}
