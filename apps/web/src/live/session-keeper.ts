import type { MediaAccess } from '@diemcau/core';
import type { Clock } from './clock.ts';
import { deferred } from './deferred.ts';
import type { Network } from './network.ts';
import { SessionRefused } from './peer-session.ts';
import { retryDelayMs } from './retry-delay.ts';

/** What is kept: something that can be lost and closed, and that says when the first packets pass. */
export interface KeptSession {
  readonly lost: Promise<void>;
  /** Resolves when it may replace the one before it; rejects when it never will. */
  readonly flowing: Promise<void>;
  close(): void;
}

export interface SessionKeeperParts<S extends KeptSession> {
  readonly open: (access: MediaAccess) => Promise<S>;
  /** Called with the session to use from now on; null: none at the moment. */
  readonly show: (session: S | null) => void;
  /** The token has ended: `setAccess` is awaited with another. */
  readonly denied: () => void;
  readonly clock: Clock;
  readonly network: Network;
  readonly random: () => number;
}

/** Waiting longer for first packets of a bus nobody feeds would keep a dead session on the screen. */
const FLOW_WAIT_MS = 2_000;

/**
 * Keeps one media session open while the media plane is up. It is replaced by a new one when it is
 * lost, when the media process is another one, and when the network changed; the old one stays until
 * the new one's packets pass (docs/protocol.md §3: no ICE restart).
 */
export class SessionKeeper<S extends KeptSession> {
  readonly #parts: SessionKeeperParts<S>;
  readonly #stopListening: () => void;
  #access: MediaAccess | null = null;
  #current: S | null = null;
  /** Grows with every attempt; an older attempt that completes late is closed. */
  #turn = 0;
  #failures = 0;
  #cancelRetry = () => {};
  #closed = false;

  constructor(parts: SessionKeeperParts<S>) {
    this.#parts = parts;
    this.#stopListening = parts.network.listen(() => parts.network.online() && this.#renew());
  }

  get current(): S | null {
    return this.#current;
  }

  /** Tells what `welcome` and `media` messages said last. The same epoch twice changes nothing, unless the old token did not open a session. */
  setAccess(access: MediaAccess | null): void {
    const before = this.#access;
    this.#access = access;
    if (!access?.up) return;
    const usable = this.#failures === 0 || before?.token === access.token;
    if (before?.up && before.epoch === access.epoch && usable) return;
    this.#failures = 0;
    this.#renew();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#turn++;
    this.#cancelRetry();
    this.#stopListening();
    this.#current?.close();
    this.#current = null;
  }

  #renew(): void {
    this.#cancelRetry();
    const access = this.#access;
    if (this.#closed || !access?.up) return;
    const turn = ++this.#turn;
    this.#attempt(access, turn).catch((error: unknown) => turn === this.#turn && this.#failed(error));
  }

  async #attempt(access: MediaAccess, turn: number): Promise<void> {
    const session = await this.#parts.open(access);
    if (turn !== this.#turn) return session.close();
    void session.lost.then(() => this.#lost(session, turn));
    await this.#flowing(session);
    if (turn !== this.#turn) return session.close();
    this.#failures = 0;
    const old = this.#current;
    this.#current = session;
    this.#parts.show(session);
    old?.close();
  }

  #failed(error: unknown): void {
    if (error instanceof SessionRefused && error.status === 401) this.#parts.denied();
    this.#retry();
  }

  async #flowing(session: S): Promise<void> {
    const patience = deferred<void>();
    const cancel = this.#parts.clock.after(FLOW_WAIT_MS, patience.resolve);
    await Promise.race([session.flowing, patience.promise]).finally(cancel);
  }

  #lost(session: S, turn: number): void {
    // An attempt under way already replaces it.
    if (turn === this.#turn) this.#retry();
    if (session !== this.#current) session.close();
  }

  #retry(): void {
    if (this.#closed) return;
    this.#turn++;
    this.#cancelRetry = this.#parts.clock.after(retryDelayMs(this.#failures++, this.#parts.random), () => this.#renew());
  }
}
