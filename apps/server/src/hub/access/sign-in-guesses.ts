/**
 * Slows down whoever guesses passwords, for all workers together, and locks nobody out.
 *
 * Three counters of failures, each with a delay that doubles from a number of free tries on: an account
 * from one network, an account from everywhere, a network for every account. The last two do not hold
 * back somebody who has signed in to that account from that network before, so an attacker elsewhere
 * cannot make an owner wait. Rows hold keyed hashes: the table tells neither who nor from where.
 */
import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { tryAgain } from '../../journal/database.ts';

interface Counter {
  readonly freeTries: number;
  readonly delayMaxMs: number;
}

/** Somebody mistypes three times; then 1 s, 2 s, 4 s … 15 min: some hundred guesses a day. */
const PAIR: Counter = { freeTries: 3, delayMaxMs: 900_000 };
/** Guessing from many networks: an owner at a new place waits a minute at most. */
const ACCOUNT: Counter = { freeTries: 20, delayMaxMs: 60_000 };
/** A province’s rooms sign in behind one address and mistype together; trying a password on every account needs thousands. */
const NETWORK: Counter = { freeTries: 100, delayMaxMs: 30_000 };
const COUNTERS = [PAIR, ACCOUNT, NETWORK] as const;

const FIRST_DELAY_MS = 1_000;
/** A day without failures forgives all of them. */
const FORGET_FAILURES_MS = 86_400_000;
/** Whoever signs in quarterly is known at their place the next time. */
const FORGET_ALL_MS = 120 * 86_400_000;

export interface Guess {
  /** What was typed as the name. */
  readonly login: string;
  readonly network: string;
}

interface Row {
  readonly guess_key: Buffer;
  readonly failures: number;
  readonly failed_at_ms: number;
  readonly succeeded_at_ms: number | null;
}

export class SignInGuesses {
  readonly #db: Pool;
  readonly #secret: string;

  constructor({ db, secret }: { readonly db: Pool; readonly secret: string }) {
    this.#db = db;
    this.#secret = secret;
  }

  /** How long this one has to wait before the next try; 0: not at all. Throws OutsideFault. */
  async waitMs(guess: Guess, nowMs: number): Promise<number> {
    const keys = this.#keys(guess);
    const { rows } = await tryAgain(() => this.#db.query<Row>('SELECT * FROM sign_in_guess WHERE guess_key = ANY ($1)', [keys]));
    const found = keys.map((key) => rows.find((row) => row.guess_key.equals(key)));
    const isKnownHere = found[0]?.succeeded_at_ms != null;
    const waits = found.map((row, index) => (row && (index === 0 || !isKnownHere) ? delayOf(COUNTERS[index]!, row, nowMs) : 0));
    return Math.max(...waits);
  }

  /** Throws OutsideFault. */
  async failed(guess: Guess, nowMs: number): Promise<void> {
    const sql = `INSERT INTO sign_in_guess SELECT unnest($1::bytea[]), 1, $2 ON CONFLICT (guess_key) DO UPDATE
      SET failures = CASE WHEN sign_in_guess.failed_at_ms < $3 THEN 1 ELSE sign_in_guess.failures + 1 END, failed_at_ms = excluded.failed_at_ms`;
    // In one order everywhere, so that two tries at once do not wait for each other in a circle.
    const keys = this.#keys(guess).toSorted((a, b) => a.compare(b));
    await tryAgain(() => this.#db.query(sql, [keys, nowMs, nowMs - FORGET_FAILURES_MS]));
  }

  /** Forgives this account at this network, and knows it there from now on. Throws OutsideFault. */
  async succeeded(guess: Guess, nowMs: number): Promise<void> {
    const sql = `INSERT INTO sign_in_guess VALUES ($1, 0, 0, $2)
      ON CONFLICT (guess_key) DO UPDATE SET failures = 0, succeeded_at_ms = excluded.succeeded_at_ms`;
    await tryAgain(() => this.#db.query(sql, [this.#keys(guess)[0], nowMs]));
    // Whoever signs in clears up: as often as there is anything new.
    await this.#forgetOld(nowMs);
  }

  async #forgetOld(nowMs: number): Promise<void> {
    const sql = 'DELETE FROM sign_in_guess WHERE greatest(failed_at_ms, succeeded_at_ms) < $1';
    await tryAgain(() => this.#db.query(sql, [nowMs - FORGET_ALL_MS]));
  }

  #keys({ login, network }: Guess): readonly Buffer[] {
    const name = login.normalize('NFC').trim().toLowerCase();
    return [`pair ${name} ${network}`, `account ${name}`, `network ${network}`].map((text) =>
      createHmac('sha256', this.#secret).update(`guess ${text}`).digest(),
    );
  }
}

function delayOf({ freeTries, delayMaxMs }: Counter, { failures, failed_at_ms: failedAtMs }: Row, nowMs: number): number {
  if (nowMs - failedAtMs > FORGET_FAILURES_MS || failures < freeTries) return 0;
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** Math.min(failures - freeTries, 30), delayMaxMs);
  return Math.max(failedAtMs + delayMs - nowMs, 0);
}
