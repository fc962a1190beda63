/**
 * The line of a session: a WebSocket, and the socket that carries it.
 *
 * Whole frames go straight to the socket: bytes that are there already cost a third less than having them framed
 * again each time. Beside them `ws` writes on this socket only its answers to pings and the close frame. Without
 * deflate it keeps nothing back, so nothing gets between the parts of a frame; and after its close frame it is not
 * `OPEN`, so nothing follows that.
 *
 * Where the stream holds nothing back, the system is asked at once, without what Node.js makes for every write of a
 * stream: a request and a turn of the queue, each announced to async hooks, which the identity library has switched
 * on (AsyncLocalStorage, Node.js 20). For each of thousands of sockets that is 2 µs, beside 9 µs for the system call.
 */
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Transport } from '../hub/transport.ts';
import { CLOSE_WAIT_MS } from './live-upgrades.ts';
import { sendNow, type SendNow } from './send-now.ts';

/** RFC 6455 §5.5.2: a ping without a payload. */
const PING = Buffer.from([0x89, 0]);
/** `WebSocket.OPEN`. */
const OPEN = 1;

export interface Line {
  readonly ws: Pick<WebSocket, 'readyState' | 'close' | 'terminate'>;
  readonly socket: Duplex;
}

/** Node.js does not document it; where it is missing, the stream writes. */
interface WithHandle {
  /** Another, or null, as soon as the socket is destroyed: then its number may have passed to another file. */
  readonly _handle?: { readonly fd?: number } | null;
}

/** The caller watches the WebSocket and its errors. */
export class SocketTransport implements Transport {
  readonly userAgent: string | undefined;
  readonly #ws: Line['ws'];
  readonly #sendNow: SendNow;
  readonly #socket: Duplex & WithHandle;
  readonly #handle: WithHandle['_handle'];
  /** -1: no plain TCP socket; what goes to one with TLS must be encrypted first. */
  readonly #fd: number;

  constructor({ ws, socket }: Line, userAgent?: string, send: SendNow = sendNow) {
    this.userAgent = userAgent;
    this.#ws = ws;
    this.#sendNow = send;
    this.#socket = socket;
    this.#handle = (socket as WithHandle)._handle;
    this.#fd = socket.constructor === (Socket as unknown) ? (this.#handle?.fd ?? -1) : -1;
  }

  send(bytes: Buffer): void {
    if (this.#ws.readyState !== OPEN) return;
    const socket = this.#socket;
    const isClear = this.#fd >= 0 && socket._handle === this.#handle && socket.writableLength === 0 && !socket.writableEnded;
    // What is wrong with the socket, the stream finds out.
    const written = isClear ? Math.max(0, this.#sendNow(this.#fd, bytes)) : 0;
    if (written < bytes.length) socket.write(written === 0 ? bytes : bytes.subarray(written));
  }

  close(code: number, reason: string): void {
    this.#ws.close(code, reason);
    setTimeout(() => this.#ws.terminate(), CLOSE_WAIT_MS).unref();
  }

  ping(): void {
    this.send(PING);
  }

  isOpen(): boolean {
    return this.#ws.readyState === OPEN && !this.#socket.writableEnded;
  }

  /** What the system has not taken yet; the session looks at how much that is. */
  bufferedBytes(): number {
    return this.#socket.writableLength;
  }
}
