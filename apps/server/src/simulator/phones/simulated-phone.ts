import { createHash } from 'node:crypto';
import type { LiveBallot, Replica, ServerMessage } from '@diemcau/core';
import type { Random } from '../random.ts';
import type { PhoneAnswer, PhoneRequest, PhoneRequests } from './phone-requests.ts';
import { PhoneSocket } from './phone-socket.ts';
import { PhoneVotes, type Press, type VoteEvent } from './phone-votes.ts';
import type { SharedFrames } from './shared-frames.ts';
import type { PhoneKey } from './slips.ts';

/** What a simulated phone tells whoever runs it. */
export type PhoneEvent =
  | VoteEvent
  | { readonly type: 'checked-in'; readonly tookMs: number }
  /** `code`: why it was not let in, or is to stay away. */
  | { readonly type: 'turned-away'; readonly code: string }
  /** The server knows nothing of a check-in that it had acknowledged. */
  | { readonly type: 'check-in-lost' }
  | { readonly type: 'line'; readonly place: number }
  | { readonly type: 'current'; readonly tookMs: number; readonly after: 'arrival' | 'cut' | 'trouble' };

export interface PhoneParts {
  /** `ws://…` or `wss://…`, without a slash at the end. */
  readonly socketUrl: string;
  readonly requests: PhoneRequests;
  readonly frames: SharedFrames;
  readonly random: Random;
  /** Number of its address, and the address itself. */
  readonly address: number;
  readonly localAddress: string | undefined;
  readonly onEvent: (event: PhoneEvent) => void;
  readonly onMessage: (message: ServerMessage, replica: Replica) => void;
}

/** As the phone page tries again. */
const RETRY_MS = 10_000;
/** Requests that must be answered are tried again sooner at first: most troubles are over within a second. */
const RETRY_FIRST_MS = 500;
/** Where the server said how long to wait, a random part of a second more (docs/protocol.md, The line of the phones). */
const AFTER_WAIT_MS = 1_000;

/** Where a phone stands. `gone`: it was closed, by its person or by the server. */
export type PhonePhase = 'arriving' | 'in' | 'refused' | 'gone';

/**
 * A delegate's phone without a person, by the public protocol alone: opens the page, checks in by its invitation,
 * holds the state by version, votes, loses its line and comes back with what it had queued. Idempotent `close`.
 */
export class SimulatedPhone {
  readonly #key: PhoneKey;
  readonly #parts: PhoneParts;
  readonly #votes: PhoneVotes;
  readonly #breaks = new Set<() => void>();
  #phase: PhonePhase = 'arriving';
  #isDown = false;
  #wake: (() => void)[] = [];
  #socket: PhoneSocket | null = null;
  #token: string | null = null;
  #lineTimer: NodeJS.Timeout | undefined;
  /** Since when it wants to be current, and after what. */
  #wants: { readonly sinceMs: number; readonly after: 'arrival' | 'cut' } | null = null;

  constructor(key: PhoneKey, parts: PhoneParts) {
    this.#key = key;
    this.#parts = parts;
    this.#votes = new PhoneVotes({ code: key.code, ask: (request) => this.#ask(request), onEvent: parts.onEvent });
    void this.#arrive();
  }

  get phase(): PhonePhase {
    return this.#phase;
  }

  /** Welcomed by the server and holding a state. */
  get isCurrent(): boolean {
    return this.#socket?.isOpen === true && this.#wants === null;
  }

  get replica(): Replica | null {
    return this.#socket?.replica ?? null;
  }

  get votesWaiting(): number {
    return this.#votes.waiting;
  }

  hasCredential(ballotId: string): boolean {
    return this.#votes.hasCredential(ballotId);
  }

  press(ballotId: string, press: Press): void {
    if (this.#phase === 'in' || this.#phase === 'arriving') this.#votes.press(ballotId, press);
  }

  /** Loses its line, or its power: then it loads its page again when it is back. */
  cut(awayMs: number, keeps: 'page' | 'nothing'): void {
    if (this.#phase === 'gone' || this.#phase === 'refused') return;
    this.#isDown = true;
    for (const breakOff of this.#breaks) breakOff();
    this.#socket?.cut(keeps);
    clearTimeout(this.#lineTimer);
    this.#lineTimer = setTimeout(() => this.#restore(keeps), awayMs);
  }

  beat(): void {
    this.#socket?.beat();
  }

  close(): void {
    if (this.#phase === 'gone') return;
    this.#phase = 'gone';
    clearTimeout(this.#lineTimer);
    for (const breakOff of this.#breaks) breakOff();
    this.#socket?.close();
    this.#rouse();
  }

  async #arrive(): Promise<void> {
    const { code, invitation } = this.#key;
    const sinceMs = performance.now();
    this.#wants = { sinceMs, after: 'arrival' };
    // What a scanned QR makes a phone ask for: the page, what it may know, whose invitation it is.
    await this.#ask({ method: 'GET', path: `//c/${code}` });
    await this.#ask({ method: 'GET', path: `/phones/${code}` });
    await this.#ask({ method: 'POST', path: `/phones/${code}/invitations`, body: { invitation } });
    const pressedMs = performance.now();
    const body = { invitation, happenedAtMs: Date.now() };
    const answer = await this.#ask({ method: 'POST', path: `/phones/${code}/check-ins`, body, idempotencyKey: checkInId(invitation) });
    if (!answer || this.#phase === 'gone') return;
    if (answer.type === 'refused') return this.#turnAway(answer.code);
    const { conferenceId, phoneToken } = answer.body as { readonly conferenceId: string; readonly phoneToken: string };
    this.#phase = 'in';
    this.#token = phoneToken;
    this.#parts.onEvent({ type: 'checked-in', tookMs: performance.now() - pressedMs });
    this.#openSocket(conferenceId, phoneToken);
  }

  #turnAway(code: string): void {
    this.#phase = 'refused';
    this.#parts.onEvent({ type: 'turned-away', code });
  }

  #openSocket(conferenceId: string, token: string): void {
    const { socketUrl, localAddress, frames, random } = this.#parts;
    this.#socket = new PhoneSocket({
      address: `${socketUrl}/api/v1/conferences/${conferenceId}/live?as=phone`,
      token,
      localAddress,
      frames,
      random: () => random.next(),
      onMessage: (message) => this.#onMessage(message),
      onEnd: (reason) => this.#turnAway(reason),
    });
    if (this.#isDown) this.#socket.cut('nothing');
  }

  #onMessage(message: ServerMessage): void {
    const { onEvent, onMessage } = this.#parts;
    const { replica } = this.#socket!;
    if (message.type === 'waiting') onEvent({ type: 'line', place: message.place });
    // A welcome alone says that nothing was missed.
    const isCurrent = replica.view !== null && (message.type === 'welcome' || message.type === 'state' || message.type === 'patch');
    if (isCurrent && this.#wants) {
      const { sinceMs, after } = this.#wants;
      this.#wants = null;
      onEvent({ type: 'current', tookMs: performance.now() - sinceMs, after });
    }
    if (message.type === 'ballots') this.#votes.follow(message.ballots as readonly LiveBallot[]);
    onMessage(message, replica);
  }

  #restore(keeps: 'page' | 'nothing'): void {
    this.#isDown = false;
    if (this.#phase === 'in') {
      this.#wants = { sinceMs: performance.now(), after: 'cut' };
      if (keeps === 'nothing') void this.#loadAgain();
    }
    this.#socket?.restore();
    this.#rouse();
  }

  /** A page that is loaded again asks who it is. */
  async #loadAgain(): Promise<void> {
    const answer = await this.#ask({ method: 'GET', path: `/phones/${this.#key.code}` });
    if (answer?.type === 'ok' && (answer.body as { readonly me: object | null }).me === null)
      this.#parts.onEvent({ type: 'check-in-lost' });
  }

  /** Sends the same until there is an answer, over every cut; null: the phone is gone. */
  async #ask(request: PhoneRequest): Promise<Exclude<PhoneAnswer, { type: 'offline' }> | null> {
    for (let attempt = 0; this.#phase !== 'gone'; attempt += 1) {
      if (this.#isDown) await this.#untilRoused(null);
      else {
        const answer = await this.#sendOnce(request);
        if (answer.type !== 'offline') return answer;
        if (!this.#isDown) await this.#untilRoused(this.#waitMs(attempt, answer.waitMs));
      }
    }
    return null;
  }

  #sendOnce(request: PhoneRequest): Promise<PhoneAnswer> {
    let breakOff: (() => void) | null = null;
    const onSent = (cut: () => void) => this.#breaks.add((breakOff = cut));
    const sent = this.#parts.requests.send({ token: this.#token, ...request }, { address: this.#parts.address, onSent });
    return sent.finally(() => breakOff && this.#breaks.delete(breakOff));
  }

  #waitMs(attempt: number, saidMs: number | null): number {
    const mostMs = saidMs === null ? Math.min(RETRY_MS, RETRY_FIRST_MS * 2 ** attempt) : AFTER_WAIT_MS;
    return (saidMs ?? 0) + this.#parts.random.next() * mostMs;
  }

  /** Until the line is there again, or so much time is over. */
  #untilRoused(waitMs: number | null): Promise<void> {
    return new Promise((resolve) => {
      this.#wake.push(resolve);
      if (waitMs === null) return;
      setTimeout(() => {
        this.#wake = this.#wake.filter((one) => one !== resolve);
        resolve();
      }, waitMs);
    });
  }

  #rouse(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const resolve of waiting) resolve();
  }
}

/** The same in every run: who is checked in already is let in again, with the same phone. */
export function checkInId(invitation: string): string {
  return createHash('sha256').update(`simulated-check-in\n${invitation}`).digest('hex').slice(0, 32);
}
