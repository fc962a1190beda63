/** The live socket of a simulated phone, as docs/protocol.md §2 asks of phones; it costs no timer while it is open. */
import { CLOSE_REASONS, EMPTY_REPLICA, have, PROTOCOL_VERSION, type CloseReason, type Replica, type ServerMessage } from '@diemcau/core';
import { WebSocket } from 'ws';
import { waitMsOf } from './phone-requests.ts';
import type { SharedFrames } from './shared-frames.ts';

export interface PhoneSocketParts {
  /** `ws://…/api/v1/conferences/…/live?as=phone` */
  readonly address: string;
  readonly token: string;
  readonly localAddress: string | undefined;
  readonly frames: SharedFrames;
  readonly random: () => number;
  /** After the copy of the view has been brought up to date. */
  readonly onMessage: (message: ServerMessage) => void;
  /** Nobody is to come back. */
  readonly onEnd: (reason: string) => void;
}

/** docs/protocol.md §2.6: a hall that lost its power comes back over half a minute, not within one second. */
const RETRY_MAX_MS = 30_000;
const RETRY_FIRST_MS = 4_000;
/** The server drops what is silent for 75 s; the page asks every 25 s and gives up sooner. */
const SILENCE_MAX_MS = 60_000;
/** As a browser gives up on a handshake nobody answers, but sooner: a storm is over by then. */
const HANDSHAKE_MAX_MS = 30_000;

/** Comes back by itself until it is closed or told not to. Idempotent `close`. */
export class PhoneSocket {
  readonly #parts: PhoneSocketParts;
  #replica: Replica = EMPTY_REPLICA;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #heardAtMs = 0;
  #withinMs: number | null = null;
  #isWelcome = false;
  #isCut = false;
  #isClosed = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(parts: PhoneSocketParts) {
    this.#parts = parts;
    this.#connect();
  }

  get replica(): Replica {
    return this.#replica;
  }

  get isOpen(): boolean {
    return this.#isWelcome;
  }

  /** The line is gone until `restore`; nothing is said to the server. */
  cut(keeps: 'page' | 'nothing'): void {
    this.#isCut = true;
    if (keeps === 'nothing') this.#replica = EMPTY_REPLICA;
    this.#leave();
  }

  /** The line is there again: a phone tries at once. */
  restore(): void {
    if (!this.#isCut) return;
    this.#isCut = false;
    this.#attempt = 0;
    this.#connect();
  }

  /** About every 25 s. */
  beat(): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    if (Date.now() - this.#heardAtMs > SILENCE_MAX_MS) this.#socket.terminate();
    else if (this.#isWelcome) this.#socket.send('{"type":"ping","n":1}');
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const socket = this.#socket;
    this.#socket = null;
    this.#isWelcome = false;
    clearTimeout(this.#retry);
    if (socket?.readyState === WebSocket.OPEN) socket.close();
    else socket?.terminate();
  }

  #connect(): void {
    if (this.#isClosed || this.#isCut) return;
    clearTimeout(this.#retry);
    const { address, token, localAddress } = this.#parts;
    const socket = new WebSocket(address, {
      headers: { authorization: `Bearer ${token}`, 'user-agent': 'diemcau-simulator' },
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_MAX_MS,
      ...(localAddress === undefined ? {} : { localAddress }),
    });
    this.#socket = socket;
    this.#heardAtMs = Date.now();
    let waitMs: number | null = null;
    socket.on('open', () => this.#hello(socket));
    socket.on('ping', () => (this.#heardAtMs = Date.now()));
    socket.on('message', (bytes: Buffer) => socket === this.#socket && this.#hear(bytes));
    socket.on('unexpected-response', (_request, response) => {
      waitMs = waitMsOf(response.headers['retry-after']);
      response.destroy();
      socket.emit('close', 1006);
    });
    // An error is followed by close, which decides.
    socket.on('error', () => undefined);
    socket.on('close', (code: number) => this.#onClose(socket, code, waitMs));
  }

  #hello(socket: WebSocket): void {
    const held = have(this.#replica);
    socket.send(
      JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, audience: 'phone', ...(held === undefined ? {} : { have: held }) }),
    );
  }

  #hear(bytes: Buffer): void {
    this.#heardAtMs = Date.now();
    const { frames, onMessage } = this.#parts;
    const message = frames.read(bytes);
    if (message.type === 'welcome') {
      this.#isWelcome = true;
      this.#attempt = 0;
    }
    // Where the server names a time, everybody takes a moment of it by lot.
    if (message.type === 'closing' && message.withinMs !== undefined) this.#withinMs = message.withinMs;
    const next = frames.receive(this.#replica, message);
    if (next === 'resync') return this.#startOver();
    this.#replica = next;
    onMessage(message);
  }

  #startOver(): void {
    this.#replica = EMPTY_REPLICA;
    this.#leave();
    this.#connect();
  }

  #onClose(socket: WebSocket, code: number, saidMs: number | null): void {
    if (socket !== this.#socket || this.#isClosed) return;
    this.#socket = null;
    this.#isWelcome = false;
    const reason = (Object.keys(CLOSE_REASONS) as CloseReason[]).find((one) => CLOSE_REASONS[one].code === code);
    if (reason !== undefined && !CLOSE_REASONS[reason].retry) {
      this.close();
      return this.#parts.onEnd(reason);
    }
    const mostMs = this.#withinMs ?? Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** this.#attempt);
    this.#withinMs = null;
    this.#attempt += 1;
    this.#retry = setTimeout(() => this.#connect(), (saidMs ?? 0) + this.#parts.random() * mostMs);
  }

  #leave(): void {
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    this.#isWelcome = false;
    socket?.terminate();
  }
}
