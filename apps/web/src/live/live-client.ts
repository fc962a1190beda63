import { CLOSE_REASONS, EMPTY_REPLICA, HEARTBEAT_MS, PROTOCOL_VERSION, have, receive } from '@diemcau/core';
import type {
  Audience,
  ClientMessage,
  CloseReason,
  ConferenceCommand,
  ServerMessage,
  ServerMessageType,
  SiteMail,
  SiteId,
  SiteReport,
} from '@diemcau/core';
import type { Clock } from './clock.ts';
import { EMPTY_SNAPSHOT } from './live-snapshot.ts';
import type { LiveSnapshot } from './live-snapshot.ts';
import type { LiveSocket, OpenLiveSocket } from './live-socket.ts';
import type { Network } from './network.ts';
import { ANSWER_WAIT_MS, Outbox } from './outbox.ts';
import type { CommandOutcome } from './outbox.ts';
import { retryDelayMs } from './retry-delay.ts';
import { clockOffsetMs, clockSample, quickest, withSample } from './server-clock.ts';
import type { ClockSample } from './server-clock.ts';

export interface LiveClientParts {
  readonly url: string;
  readonly audience: Audience;
  readonly openSocket: OpenLiveSocket;
  readonly clock: Clock;
  readonly network: Network;
  readonly random: () => number;
  readonly newId: () => string;
}

/** Three pings unanswered (docs/protocol.md §2.6). */
const SILENCE_MAX_MS = 3 * HEARTBEAT_MS;
/**
 * A connection that meets a worker in the moment it dies is accepted by the system and answered by nobody. On a bad
 * line two round trips and a handshake take seconds, so each attempt waits twice as long as the one before.
 */
const WELCOME_FIRST_MS = 5_000;
/** After the browser reports a change of network one round trip must be quick, or the socket is taken for dead. */
const PROBE_MS = 3_000;

/** Several media sessions lose their token at once, and one hello serves them all. */
const RENEW_EVERY_MS = 5_000;

type MessageOf<T extends ServerMessageType> = Extract<ServerMessage, { type: T }>;
type Reactions = { readonly [T in ServerMessageType]: (message: MessageOf<T>) => void };

/**
 * Keeps a replica of one conference and carries commands, through cuts and restarts. It shows only
 * what the server said: a command changes nothing here until its patch arrives.
 */
export class LiveClient {
  readonly #parts: LiveClientParts;
  readonly #listeners = new Set<() => void>();
  readonly #outbox = new Outbox();
  #snapshot: LiveSnapshot = EMPTY_SNAPSHOT;
  #socket: LiveSocket | null = null;
  #attempt = 0;
  #heardAtMs = 0;
  #renewedAtMs = 0;
  #pingNumber = 0;
  #pingSentAtMs = 0;
  #samples: readonly ClockSample[] = [];
  #toldReason: CloseReason | null = null;
  #welcomedOnSocket = false;
  #closed = false;
  readonly #timers = new Set<() => void>();
  readonly #stopListening: () => void;

  constructor(parts: LiveClientParts) {
    this.#parts = parts;
    this.#stopListening = parts.network.listen(() => this.#networkChanged());
    this.#open();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LiveSnapshot => this.#snapshot;

  /** Sends now, or as soon as the socket is back; always under one commandId, so it happens at most once. */
  send(command: ConferenceCommand): Promise<CommandOutcome> {
    if (this.#closed || this.#snapshot.connection.state === 'ended') return Promise.resolve({ ok: false, fault: 'ended' });
    const commandId = this.#parts.newId();
    const outcome = this.#outbox.put(commandId, command, this.#parts.clock.nowMs());
    this.#parts.clock.after(ANSWER_WAIT_MS, () => this.#outbox.settle(commandId, { ok: false, fault: 'no-answer' }));
    this.#sendWaiting(commandId);
    return outcome;
  }

  report(report: SiteReport): void {
    if (this.#snapshot.connection.state === 'live') this.#transmit({ type: 'report', report });
  }

  watch(session: string, siteIds: (SiteId | null)[]): void {
    if (this.#snapshot.connection.state === 'live') this.#transmit({ type: 'watch', session, siteIds });
  }

  /** Says hello again for a new media token: the one at hand has ended, as on reopening a conference. */
  renewMedia(): void {
    const nowMs = this.#parts.clock.nowMs();
    if (this.#snapshot.connection.state !== 'live' || nowMs - this.#renewedAtMs < RENEW_EVERY_MS) return;
    this.#renewedAtMs = nowMs;
    this.#hello();
  }

  /** Whoever reads them takes them, so that each is read once. */
  takePreflightNews(): readonly SiteId[] {
    const news = this.#snapshot.preflightNews;
    if (news.length > 0) this.#show({ preflightNews: [] });
    return news;
  }

  dismissTakeover(): void {
    this.#show({ takeoverAsked: null });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopListening();
    this.#dropSocket();
    this.#outbox.settleAll({ ok: false, fault: 'ended' });
  }

  #open(): void {
    this.#dropSocket();
    this.#heardAtMs = this.#parts.clock.nowMs();
    this.#toldReason = null;
    this.#welcomedOnSocket = false;
    const socket: LiveSocket = this.#parts.openSocket(this.#parts.url, {
      opened: () => this.#current(socket) && this.#hello(),
      received: (text) => this.#current(socket) && this.#received(text),
      closed: (code) => this.#current(socket) && this.#socketClosed(code),
    });
    this.#socket = socket;
    this.#timer(Math.min(SILENCE_MAX_MS, WELCOME_FIRST_MS * 2 ** this.#attempt), () => this.#welcomedOnSocket || this.#lost());
    this.#beat();
  }

  #current(socket: LiveSocket): boolean {
    return this.#socket === socket;
  }

  #hello(): void {
    const known = have(this.#snapshot.replica);
    const { audience } = this.#parts;
    this.#transmit({ type: 'hello', protocol: PROTOCOL_VERSION, audience, ...(known ? { have: known } : {}) });
  }

  #received(text: string): void {
    this.#heardAtMs = this.#parts.clock.nowMs();
    const message = JSON.parse(text) as ServerMessage;
    const reaction = this.#reactions[message.type] as ((message: ServerMessage) => void) | undefined;
    // A newer server may say things this page does not know; they change nothing here.
    reaction?.(message);
  }

  readonly #reactions: Reactions = {
    welcome: (message) => this.#welcomed(message),
    state: (message) => this.#replicate(message),
    patch: (message) => this.#replicate(message),
    answer: (message) => this.#answered(message),
    presence: ({ sites }) => this.#show({ presence: sites }),
    links: ({ links }) => this.#show({ links }),
    media: ({ media }) => this.#show({ media }),
    ballots: ({ ballots }) => this.#show({ ballots }),
    'check-ins': ({ sites }) => this.#show({ checkIns: sites }),
    watched: ({ viewers }) => this.#show({ watchedViewers: viewers }),
    delivery: ({ rung, unshownFeeds, sends }) => this.#show({ delivery: { rung, unshownFeeds, sends } }),
    mail: ({ mail }) => this.#show({ mail: withMail(this.#snapshot.mail, mail) }),
    'takeover-asked': ({ fromDevice }) => this.#show({ takeoverAsked: { fromDevice, atMs: this.#parts.clock.nowMs() } }),
    'preflight-asked': () => this.#show({ preflightAskedAtMs: this.#parts.clock.nowMs() }),
    'preflight-changed': ({ siteId }) => this.#show({ preflightNews: [...new Set([...this.#snapshot.preflightNews, siteId])] }),
    pong: (message) => this.#ponged(message),
    // Phones alone stand in line.
    waiting: () => undefined,
    closing: ({ reason }) => void (this.#toldReason = reason),
  };

  #welcomed(message: MessageOf<'welcome'>): void {
    this.#attempt = 0;
    this.#welcomedOnSocket = true;
    const { actor, media, officerNames = {}, serverTimeMs } = message;
    if (this.#samples.length === 0) this.#show({ clockOffsetMs: serverTimeMs - this.#parts.clock.nowMs() });
    // What happened in between is read again.
    this.#show({ actor, media, officerNames, watchedViewers: 0, checkIns: null });
    this.#replicate(message);
    this.#ping();
  }

  #replicate(message: ServerMessage): void {
    const replica = receive(this.#snapshot.replica, message);
    if (replica === 'resync') return this.#resync();
    const live = replica.view !== null && this.#snapshot.connection.state !== 'live';
    this.#show(live ? { replica, connection: { state: 'live' } } : { replica });
    if (live) for (const { commandId } of this.#outbox.all()) this.#sendWaiting(commandId);
  }

  /** The copy does not fit what the server sends: forget it and start over. */
  #resync(): void {
    this.#show({ replica: EMPTY_REPLICA, connection: { state: 'connecting' } });
    this.#open();
  }

  #answered(message: MessageOf<'answer'>): void {
    const { commandId } = message;
    if (message.ok) return this.#outbox.settle(commandId, { ok: true, version: message.version });
    if ('refusal' in message) return this.#outbox.settle(commandId, { ok: false, refusal: message.refusal });
    this.#parts.clock.after(retryDelayMs(1, this.#parts.random), () => this.#sendWaiting(commandId));
  }

  #sendWaiting(commandId: string): void {
    const waiting = this.#outbox.get(commandId);
    if (!waiting || this.#snapshot.connection.state !== 'live') return;
    this.#transmit({ type: 'command', commandId, command: waiting.command });
  }

  #ping(): void {
    this.#pingSentAtMs = this.#parts.clock.nowMs();
    this.#transmit({ type: 'ping', n: ++this.#pingNumber });
  }

  #ponged({ n, serverTimeMs }: MessageOf<'pong'>): void {
    if (n !== this.#pingNumber) return;
    this.#samples = withSample(this.#samples, clockSample(this.#pingSentAtMs, this.#parts.clock.nowMs(), serverTimeMs));
    this.#show({ clockOffsetMs: clockOffsetMs(this.#samples), roundTripMs: quickest(this.#samples)?.roundTripMs ?? null });
  }

  /** A page cannot see the transport's pings, so it asks for itself as often and listens as long. */
  #beat(): void {
    this.#timer(HEARTBEAT_MS, () => {
      if (this.#parts.clock.nowMs() - this.#heardAtMs >= SILENCE_MAX_MS) return this.#lost();
      this.#ping();
      this.#beat();
    });
  }

  #networkChanged(): void {
    if (this.#closed || this.#snapshot.connection.state === 'ended') return;
    if (this.#snapshot.connection.state !== 'live') {
      this.#attempt = 0;
      return this.#parts.network.online() ? this.#open() : this.#showCut();
    }
    const heardAtMs = this.#heardAtMs;
    this.#ping();
    this.#timer(PROBE_MS, () => this.#heardAtMs === heardAtMs && this.#lost());
  }

  #socketClosed(code: number): void {
    const reason = this.#toldReason ?? reasonOf(code);
    if (reason !== null && !CLOSE_REASONS[reason].retry) return this.#end(reason);
    this.#lost();
  }

  #lost(): void {
    this.#dropSocket();
    this.#showCut();
    this.#timer(retryDelayMs(this.#attempt++, this.#parts.random), () => this.#open());
  }

  #showCut(): void {
    const { connection } = this.#snapshot;
    const sinceMs = connection.state === 'reconnecting' ? connection.sinceMs : this.#parts.clock.nowMs();
    this.#show({ connection: { state: 'reconnecting', sinceMs, online: this.#parts.network.online() } });
  }

  #end(reason: CloseReason): void {
    this.#dropSocket();
    this.#show({ connection: { state: 'ended', reason }, media: null });
    this.#outbox.settleAll({ ok: false, fault: 'ended' });
  }

  #dropSocket(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  /** Timers of one socket; they go when it goes. */
  #timer(delayMs: number, run: () => void): void {
    const cancel = this.#parts.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      run();
    });
    this.#timers.add(cancel);
  }

  #transmit(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #show(change: Partial<LiveSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** After a cut the server sends every message again: each is kept once. */
function withMail(known: SiteMail, fresh: SiteMail): SiteMail {
  const sent = new Set(fresh.messages.map(({ messageId }) => messageId));
  return { ...fresh, messages: [...known.messages.filter(({ messageId }) => !sent.has(messageId)), ...fresh.messages] };
}

function reasonOf(code: number): CloseReason | null {
  const reasons = Object.keys(CLOSE_REASONS) as CloseReason[];
  return reasons.find((reason) => CLOSE_REASONS[reason].code === code) ?? null;
}
