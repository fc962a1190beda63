/** The live socket of a phone: a copy of its view, brought up to date by patches, through cuts. */
import { EMPTY_REPLICA, have, receive } from '@diemcau/core';
import type { ConferenceState, LiveBallot, Replica, ServerMessage } from '@diemcau/core';
import type { Told } from './line.ts';

export interface LiveParts {
  readonly url: string;
  readonly onView: (view: ConferenceState, serverOffsetMs: number) => void;
  readonly onBallots: (ballots: readonly LiveBallot[]) => void;
  readonly onConnected: (connected: boolean) => void;
  /** The place in line; null: not in line (any more). */
  readonly onWaiting: (told: Told | null) => void;
  /** The server says that this phone may not be here (any more). */
  readonly onEnded: () => void;
  readonly random?: () => number;
}

/** As docs/protocol.md: a silent socket is dropped after 75 s; asking every 25 s keeps it through mobile networks. */
const PING_EVERY_MS = 25_000;
const SILENCE_MAX_MS = 60_000;
/** A place in the line is told at once, a place in the system's own line within seconds: after this nobody is there. */
const FIRST_WORD_MS = 20_000;
/** A pong that is this late is taken for lost when somebody looks. */
const ANSWER_WAIT_MS = 5_000;
/** RFC 6455 §7.1.5: closed without a close frame. */
const NOBODY_THERE = 1006;
const PROTOCOL = 1;
/** As docs/protocol.md: thousands that were cut at once come back over some seconds, and over half a minute where that fails. */
const RETRY_MAX_MS = 30_000;
const RETRY_FIRST_MS = 4_000;
/** The phones of a building are told of their network in the same moment. */
const NETWORK_SPREAD_MS = 2_000;
/** Close codes 44xx say that coming again changes nothing, but for these (docs/errors.md): late hello, too many, too slow. */
const COME_AGAIN = new Set([4408, 4429, 4430]);

/** Closing is for ever. */
export class LiveView {
  readonly #parts: LiveParts;
  readonly #beat: ReturnType<typeof setInterval>;
  #replica: Replica = EMPTY_REPLICA;
  #socket: WebSocket | null = null;
  #offsetMs = 0;
  #attempt = 0;
  #heardAtMs = 0;
  /** Within what time the server wants its phones back. */
  #withinMs: number | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #firstWord: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#beat = setInterval(() => this.#ping(), PING_EVERY_MS);
    this.#open();
  }

  /** The phone has been taken out of the pocket; or `network` is back, for others at the same time. */
  wake(why?: 'network'): void {
    if (this.#closed) return;
    this.#attempt = 0;
    if (this.#socket === null || this.#socket.readyState > WebSocket.OPEN) this.#openWithin(why === 'network' ? NETWORK_SPREAD_MS : 0);
    else if (Date.now() - this.#heardAtMs > PING_EVERY_MS + ANSWER_WAIT_MS) this.#restart();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#firstWord);
    clearInterval(this.#beat);
    this.#socket?.close();
    this.#socket = null;
  }

  #openWithin(mostMs: number): void {
    const { random = Math.random } = this.#parts;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), random() * mostMs);
  }

  #open(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#firstWord);
    const mine = new WebSocket(this.#parts.url);
    this.#socket = mine;
    this.#heardAtMs = Date.now();
    this.#firstWord = setTimeout(() => this.#giveUp(mine), FIRST_WORD_MS);
    mine.onopen = () => {
      const known = have(this.#replica);
      mine.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, audience: 'phone', ...(known ? { have: known } : {}) }));
    };
    mine.onmessage = ({ data }) => mine === this.#socket && this.#hear(JSON.parse(String(data)) as ServerMessage);
    mine.onclose = ({ code }) => mine === this.#socket && this.#lost(code);
  }

  #giveUp(mine: WebSocket): void {
    if (mine !== this.#socket) return;
    this.#lost(NOBODY_THERE);
    mine.close();
  }

  #hear(message: ServerMessage): void {
    this.#heardAtMs = Date.now();
    clearTimeout(this.#firstWord);
    if (message.type === 'welcome') {
      this.#offsetMs = message.serverTimeMs - Date.now();
      this.#parts.onConnected(true);
    }
    if (message.type === 'waiting' || message.type === 'welcome') {
      this.#attempt = 0;
      this.#parts.onWaiting(message.type === 'waiting' ? message : null);
    }
    if (message.type === 'closing') this.#withinMs = message.withinMs ?? null;
    if (message.type === 'ballots') return this.#parts.onBallots(message.ballots);
    const next = receive(this.#replica, message);
    if (next === 'resync') {
      this.#replica = EMPTY_REPLICA;
      return this.#restart();
    }
    // A welcome alone says that nothing was missed: what is kept is still right.
    const isNews = next !== this.#replica || message.type === 'welcome';
    this.#replica = next;
    if (isNews && next.view) this.#parts.onView(next.view, this.#offsetMs);
  }

  #lost(code: number): void {
    this.#socket = null;
    this.#parts.onConnected(false);
    this.#parts.onWaiting(null);
    if (this.#closed) return;
    if (code >= 4400 && code < 4500 && !COME_AGAIN.has(code)) return this.#parts.onEnded();
    const mostMs = this.#withinMs ?? Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** this.#attempt);
    this.#withinMs = null;
    this.#attempt += 1;
    this.#openWithin(mostMs);
  }

  #restart(): void {
    const old = this.#socket;
    this.#socket = null;
    old?.close();
    this.#open();
  }

  #ping(): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    if (Date.now() - this.#heardAtMs > SILENCE_MAX_MS) this.#restart();
    else this.#socket.send(JSON.stringify({ type: 'ping', n: 1 }));
  }
}
