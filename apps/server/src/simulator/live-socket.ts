import {
  CLOSE_REASONS,
  EMPTY_REPLICA,
  have,
  HEARTBEAT_MS,
  PROTOCOL_VERSION,
  receive,
  type Audience,
  type ClientMessage,
  type CloseReason,
  type ConferenceCommand,
  type ConferenceState,
  type Refusal,
  type Replica,
  type ServerMessage,
} from '@diemcau/core';
import { WebSocket } from 'ws';

export interface LiveSocketOptions {
  /** `ws://…/api/v1/conferences/…/live?…` */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly audience: Audience;
  /** Returns 0–1; spreads reconnections. */
  readonly random: () => number;
  /** After the copy of the view has been brought up to date. */
  readonly onMessage: (message: ServerMessage) => void;
  /** The server said not to come back, and why. */
  readonly onEnd: (reason: CloseReason) => void;
}

export type CommandAnswer =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly refusal: Refusal }
  /** Closed before an answer came. */
  | { readonly ok: false; readonly refusal: null };

interface Pending {
  readonly message: Extract<ClientMessage, { type: 'command' }>;
  readonly resolve: (answer: CommandAnswer) => void;
}

/** Three heartbeats without a sign of life (docs/protocol.md §2.6). */
const SILENCE_MAX_MS = 3 * HEARTBEAT_MS;
const BACKOFF_FIRST_MS = 250;
const BACKOFF_MAX_MS = 8_000;
/** After `tryAgain`: the database is back within a second or two. */
const TRY_AGAIN_AFTER_MS = 500;

/**
 * One client of the live socket: keeps a copy of its audience's view, comes back after every cut with
 * what it holds, and repeats commands until they are answered. Idempotent `close`.
 */
export class LiveSocket {
  readonly #options: LiveSocketOptions;
  readonly #pending = new Map<string, Pending>();
  #replica: Replica = EMPTY_REPLICA;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #heardAtMs = Date.now();
  #isWelcome = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #watchdog: NodeJS.Timeout;

  constructor(options: LiveSocketOptions) {
    this.#options = options;
    this.#watchdog = setInterval(() => this.#checkSilence(), HEARTBEAT_MS);
    this.#connect();
  }

  get view(): ConferenceState | null {
    return this.#replica.view;
  }

  get version(): number {
    return this.#replica.version;
  }

  get isOpen(): boolean {
    return this.#isWelcome;
  }

  /** Sends when connected; drops otherwise, because what is sent this way is stale a second later. */
  send(message: ClientMessage): void {
    if (this.#isWelcome) this.#socket?.send(JSON.stringify(message));
  }

  /** Resolves with the server's answer, however many cuts lie between. */
  command(commandId: string, command: ConferenceCommand): Promise<CommandAnswer> {
    if (this.#isClosed) return Promise.resolve({ ok: false, refusal: null });
    return new Promise((resolve) => {
      const message = { type: 'command', commandId, command } as const;
      this.#pending.set(commandId, { message, resolve });
      this.send(message);
    });
  }

  /** As a page that is loaded again: what it held and what it waited for is gone. */
  forget(): void {
    this.#replica = EMPTY_REPLICA;
    for (const { resolve } of this.#pending.values()) resolve({ ok: false, refusal: null });
    this.#pending.clear();
  }

  /** Cuts the connection as a broken line does and comes back after so long. */
  cut(awayMs: number): void {
    this.#leave();
    this.#reconnectAfter(awayMs);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#watchdog);
    this.#leave();
    for (const { resolve } of this.#pending.values()) resolve({ ok: false, refusal: null });
    this.#pending.clear();
  }

  #connect(): void {
    if (this.#isClosed) return;
    const socket = new WebSocket(this.#options.address, { headers: this.#options.headers });
    this.#socket = socket;
    this.#heardAtMs = Date.now();
    socket.on('open', () => this.#hello());
    socket.on('ping', () => this.#hear());
    socket.on('message', (frame: Buffer) => this.#onFrame(socket, frame));
    // An error is always followed by close, which decides.
    socket.on('error', () => undefined);
    socket.on('close', (code) => this.#onClose(socket, code));
  }

  #hello(): void {
    const held = have(this.#replica);
    const hello = { type: 'hello', protocol: PROTOCOL_VERSION, audience: this.#options.audience } as const;
    this.#socket?.send(JSON.stringify(held ? { ...hello, have: held } : hello));
  }

  #hear(): void {
    this.#heardAtMs = Date.now();
  }

  #onFrame(socket: WebSocket, frame: Buffer): void {
    if (socket !== this.#socket) return;
    this.#hear();
    const message = JSON.parse(frame.toString('utf8')) as ServerMessage;
    // What comes between a second hello and its welcome belongs to the copy that was given up.
    if (!this.#isWelcome && message.type !== 'welcome' && message.type !== 'closing') return;
    const next = receive(this.#replica, message);
    if (next === 'resync') return this.#startOver();
    this.#replica = next;
    if (message.type === 'welcome') this.#onWelcome();
    if (message.type === 'answer') this.#onAnswer(message);
    this.#options.onMessage(message);
  }

  #startOver(): void {
    this.#replica = EMPTY_REPLICA;
    this.#isWelcome = false;
    this.#hello();
  }

  #onWelcome(): void {
    this.#isWelcome = true;
    this.#attempt = 0;
    for (const { message } of this.#pending.values()) this.send(message);
  }

  #onAnswer(answer: Extract<ServerMessage, { type: 'answer' }>): void {
    const pending = this.#pending.get(answer.commandId);
    if (!pending) return;
    if (!answer.ok && 'tryAgain' in answer) {
      setTimeout(() => this.#pending.has(answer.commandId) && this.send(pending.message), TRY_AGAIN_AFTER_MS).unref();
      return;
    }
    this.#pending.delete(answer.commandId);
    pending.resolve(answer.ok ? { ok: true, version: answer.version } : { ok: false, refusal: answer.refusal });
  }

  #onClose(socket: WebSocket, code: number): void {
    if (socket !== this.#socket || this.#isClosed) return;
    this.#socket = null;
    this.#isWelcome = false;
    const reason = reasonOf(code);
    if (reason && !CLOSE_REASONS[reason].retry) {
      this.close();
      return this.#options.onEnd(reason);
    }
    this.#attempt += 1;
    this.#reconnectAfter(this.#options.random() * Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** this.#attempt));
  }

  #checkSilence(): void {
    if (!this.#socket || Date.now() - this.#heardAtMs < SILENCE_MAX_MS) return;
    // `close` follows with code 1006 (RFC 6455 §7.1.5) and brings the reconnection.
    this.#socket.terminate();
  }

  #leave(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#isWelcome = false;
    socket?.terminate();
  }

  #reconnectAfter(waitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), waitMs);
  }
}

function reasonOf(code: number): CloseReason | undefined {
  return (Object.keys(CLOSE_REASONS) as CloseReason[]).find((reason) => CLOSE_REASONS[reason].code === code);
}
