/**
 * One live socket. States: `opening` (who it is has been checked, the conference is being loaded) →
 * `greeting` (hello is awaited) → `waiting` (phones, where many come at once) → `live` → `closing`.
 */
import {
  CLOSE_REASONS,
  deviceName,
  mailFor,
  type Audience,
  type ClientMessage,
  type CloseReason,
  type ServerMessage,
  type SiteReport,
} from '@diemcau/core';
import type { Logger } from '../log.ts';
import { audienceOf, type Caller } from './access/caller.ts';
import type { Entrant } from './admission/admission-line.ts';
import { frame } from './frame.ts';
import { allowance, type Allowance } from './allowance.ts';
import type { LiveConference } from './live-conference.ts';
import { handle, parseMessage } from './messages/handlers.ts';
import type { SessionDesk } from './session-desk.ts';
import type { Transport } from './transport.ts';

export type SessionState = 'opening' | 'greeting' | 'waiting' | 'live' | 'closing';

/** As docs/protocol.md says: whoever opens a socket says hello at once. */
const HELLO_WITHIN_MS = 5_000;
/** Three heartbeats: one may be lost to a bad moment, two to a change of network. */
export const SILENCE_MAX_MS = 15_000;
/** Phones are asked for a sign of life at every fifth beat, 25 s: mobile networks keep a silent connection for 30 s, and there are thousands. */
const PHONE_BEATS = 5;
/**
 * Four MiB wait only for somebody who has read nothing for minutes (a busy conference sends some
 * 50 kB/s to a console), and hold one whole view of the largest conference there is.
 */
const BUFFERED_MAX_BYTES = 4 * 1_048_576;
/** A phone's view is some 50 kB; with twenty thousand phones more would be the worker's memory. */
const PHONE_BUFFERED_MAX_BYTES = 1_048_576;
/** Whoever takes nothing of what waits for them for this long has stopped reading, whatever they still send. */
const UNREAD_MAX_MS = 30_000;
/** A room says one report a second and a few commands an hour; a console drags through a queue. */
const BURST_MAX_MESSAGES = 60;
const MESSAGES_PER_SECOND = 20;
/** A burst is allowed to wait for a slow database; more means that nobody reads the answers. */
const INBOX_MAX_MESSAGES = 64;

export interface SessionParts {
  readonly transport: Transport;
  readonly caller: Caller;
  readonly desk: SessionDesk;
  readonly log: Logger;
  /** A phone whose turn it was before it said who it is. */
  readonly hasWaited?: boolean;
}

/** Closed by `close`, or told by `gone` that its transport is. */
export class Session implements Entrant {
  readonly caller: Caller;
  readonly desk: SessionDesk;
  readonly sinceMs: number;
  /** What the room last said of itself. */
  report: SiteReport | null = null;
  readonly #transport: Transport;
  readonly #bufferedMaxBytes: number;
  readonly #log: Logger;
  readonly #allowance: Allowance = allowance(BURST_MAX_MESSAGES, MESSAGES_PER_SECOND);
  #state: SessionState = 'opening';
  #conference: LiveConference | undefined;
  #heardAtMs: number;
  #hasTurn: boolean;
  #beats = 0;
  #sentBytes = 0;
  /** The most the client has ever taken, and when that was last more. */
  #taken = { bytes: 0, atMs: 0 };
  #helloTimer: NodeJS.Timeout | undefined;
  /** What comes while the conference is being loaded waits for `greet`. */
  #begin: () => void = () => undefined;
  #inbox = new Promise<void>((resolve) => (this.#begin = resolve));
  #inboxMessages = 0;
  #unsubscribe: () => void = () => undefined;
  /** Highest number of a message sent to this room on this socket. */
  #mailNo = 0;

  constructor({ transport, caller, desk, log, hasWaited = false }: SessionParts) {
    this.caller = caller;
    this.desk = desk;
    this.sinceMs = desk.nowMs();
    this.#heardAtMs = this.sinceMs;
    this.#taken = { bytes: 0, atMs: this.sinceMs };
    this.#hasTurn = hasWaited;
    this.#transport = transport;
    this.#bufferedMaxBytes = caller.kind === 'phone' ? PHONE_BUFFERED_MAX_BYTES : BUFFERED_MAX_BYTES;
    this.#log = log;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Browser and system at the other end; empty: it does not say. */
  get device(): string {
    return deviceName(this.#transport.userAgent ?? '');
  }

  get audience(): Audience {
    return audienceOf(this.caller);
  }

  /** Set from `greeting` on. */
  get conference(): LiveConference {
    return this.#conference!;
  }

  /** The conference is there: hello may come. */
  greet(conference: LiveConference): void {
    if (this.#state !== 'opening') return;
    this.#conference = conference;
    this.#state = 'greeting';
    this.#begin();
    conference.add(this);
    this.#helloTimer = setTimeout(() => this.close('hello-missing'), HELLO_WITHIN_MS).unref();
  }

  /** A phone that says hello again takes another turn, at once where few come. Others do not wait. False: the session is over. */
  async comeIn(): Promise<boolean> {
    clearTimeout(this.#helloTimer);
    if (this.caller.kind !== 'phone') return true;
    this.#state = 'waiting';
    const hasTurn = this.#hasTurn;
    this.#hasTurn = false;
    if (hasTurn) return true;
    const turn = await this.desk.turn(this);
    if (turn === 'full') this.close('line-full');
    return turn === 'come-in' && this.state === 'waiting';
  }

  told(place: number, waitMs: number): void {
    this.send({ type: 'waiting', place, waitMs });
  }

  isServed(): boolean {
    return this.#state === 'closing' || this.#transport.bufferedBytes() === 0;
  }

  /** After `welcome`: from here on every step of the conference is sent. */
  goLive(have: number | undefined): void {
    if (this.#state !== 'greeting' && this.#state !== 'waiting') return;
    this.#state = 'live';
    this.#unsubscribe = this.conference.feed(this.audience).subscribe(this, have);
  }

  /** Starts over at the client's wish: a second hello. */
  goBack(): void {
    if (this.#state !== 'live') return;
    this.#unsubscribe();
    this.#mailNo = 0;
    this.#state = 'greeting';
  }

  /** What is for this room alone and was not yet sent on this socket; nothing for other callers. */
  sendMail(): void {
    if (this.#state !== 'live' || this.caller.kind !== 'site') return;
    const mail = mailFor(this.conference.step.state, this.caller.siteId, this.#mailNo);
    this.#mailNo = mail.messages.at(-1)?.no ?? this.#mailNo;
    this.send({ type: 'mail', mail });
  }

  /** One text frame from the client. Frames are handled one after the other. */
  receive(text: string): void {
    if (this.#state === 'closing') return;
    this.heard();
    if (!this.#allowance.take(this.desk.nowMs()) || this.#inboxMessages >= INBOX_MAX_MESSAGES) return this.close('too-many-messages');
    const message = parseMessage(text, this.caller.kind);
    if (!message) return this.close('bad-message');
    this.#inboxMessages += 1;
    this.#inbox = this.#inbox.then(() => this.#handle(message));
  }

  /** When it last gave a sign of life. */
  get heardAtMs(): number {
    return this.#heardAtMs;
  }

  /** A sign of life. */
  heard(): void {
    this.#heardAtMs = this.desk.nowMs();
  }

  /** Called every HEARTBEAT_MS. */
  beat(): void {
    const every = this.caller.kind === 'phone' ? PHONE_BEATS : 1;
    if (this.desk.nowMs() - this.#heardAtMs > SILENCE_MAX_MS * every) return this.close('too-slow');
    if (this.#hasStoppedReading()) return this.close('too-slow');
    this.#beats += 1;
    if (this.#beats % every === 0) this.#transport.ping();
  }

  send(message: ServerMessage): void {
    this.sendBytes(frame(message));
  }

  isOpen(): boolean {
    return this.#state !== 'closing' && this.#transport.isOpen();
  }

  /** Overflow of the transport's buffer: disconnect, the client catches up by version. */
  sendBytes(bytes: Buffer): void {
    if (this.#state === 'closing') return;
    if (this.#transport.bufferedBytes() > this.#bufferedMaxBytes) return this.close('too-slow');
    this.#sentBytes += bytes.length;
    this.#transport.send(bytes);
  }

  /** A slow line takes a little at every look; that is no reason. */
  #hasStoppedReading(): boolean {
    const nowMs = this.desk.nowMs();
    const waiting = this.#transport.bufferedBytes();
    const bytes = this.#sentBytes - waiting;
    if (waiting === 0 || bytes > this.#taken.bytes) this.#taken = { bytes, atMs: nowMs };
    return nowMs - this.#taken.atMs > UNREAD_MAX_MS;
  }

  /** Idempotent. */
  close(reason: CloseReason): void {
    if (this.#state === 'closing') return;
    const farewell = frame({ type: 'closing', reason, ...this.#spread(reason) });
    this.gone();
    this.#transport.send(farewell);
    this.#transport.close(CLOSE_REASONS[reason].code, reason);
  }

  /** Where it is not this phone's own doing, thousands are told the same now. */
  #spread(reason: CloseReason): { readonly withinMs?: number } {
    const isOurs = CLOSE_REASONS[reason].retry && CLOSE_REASONS[reason].code >= 4_500;
    return isOurs && this.caller.kind === 'phone' ? { withinMs: this.desk.comeBackWithinMs() } : {};
  }

  /** The transport is gone. Idempotent. */
  gone(): void {
    clearTimeout(this.#helloTimer);
    this.desk.leave(this);
    this.#unsubscribe();
    this.#conference?.remove(this);
    this.#state = 'closing';
  }

  async #handle(message: ClientMessage): Promise<void> {
    try {
      // A hello that was refused closes the session while later frames still wait here.
      if (this.state !== 'closing') await handle(this, message);
    } catch (error) {
      this.#log.error({ err: error, messageType: message.type }, 'a message could not be handled');
      this.close('server-fault');
    } finally {
      this.#inboxMessages -= 1;
    }
  }
}
