/**
 * Mail in the database until the mail server has taken it. Every worker sends; a row that is being sent is
 * lent to its sender for a while, so a worker that dies loses nothing, and a mail may arrive twice.
 */
import { randomUUID } from 'node:crypto';
import nodemailer, { type Transporter } from 'nodemailer';
import type { Pool } from 'pg';
import { isLoopback, type Config } from '../config.ts';
import { tryAgain } from '../journal/database.ts';
import type { Logger } from '../log.ts';
import { mailText, type MailKind, type MailLanguage, type MailParams } from './mail-texts.ts';

export interface MailOrder {
  readonly accountId: string;
  /** null: a slip is printed. */
  readonly address: string | null;
  readonly kind: MailKind;
  readonly language: MailLanguage;
  readonly params: MailParams;
}

export interface MailRow {
  readonly mailId: string;
  readonly accountId: string;
  readonly address: string | null;
  readonly kind: MailKind;
  readonly language: MailLanguage;
  readonly params: MailParams | null;
  readonly state: 'queued' | 'sent' | 'failed' | 'slip';
  readonly createdAtMs: number;
  readonly attempts: number;
  readonly nextAtMs: number;
  readonly error: string;
  readonly sentAtMs: number | null;
}

export interface MailParts {
  readonly db: Pool;
  readonly config: Pick<Config, 'smtpUrl' | 'smtpFrom'>;
  readonly log: Logger;
  readonly nowMs: () => number;
}

/** Mail servers are away for minutes (restart), hours (greylisting, night) or a day; later nobody waits for it. */
const RETRY_AFTER_MS = [60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, 86_400_000] as const;
/** Longer than nodemailer waits for a server that does not answer. */
const LEASE_MS = 180_000;
/** Whoever waits for a link looks at the screen about that long. */
const LOOK_EVERY_MS = 5_000;
/** What a mail server says stays readable in a list. */
const ERROR_MAX_CHARS = 300;

const COLUMNS = `mail_id AS "mailId", account_id AS "accountId", address, kind, language, params, state, created_at_ms::float8 AS "createdAtMs",
  attempts, next_at_ms::float8 AS "nextAtMs", error, sent_at_ms::float8 AS "sentAtMs"`;

/** Closing waits for the mail that is being sent; the pool stays the caller's. */
export class MailQueue {
  readonly #parts: MailParts;
  readonly #transport: Transporter | null;
  readonly #timer: NodeJS.Timeout;
  #run: Promise<void> | undefined;
  #closed = false;

  constructor(parts: MailParts) {
    this.#parts = parts;
    this.#transport = transportOf(parts.config);
    this.#timer = setInterval(() => this.#wake(), LOOK_EVERY_MS).unref();
  }

  /** Kept when it resolves; sent soon after. Returns its id. Throws OutsideFault. */
  async add({ accountId, address, kind, language, params }: MailOrder): Promise<string> {
    const mailId = randomUUID();
    const state = address === null || !this.#transport ? 'slip' : 'queued';
    const sql = `INSERT INTO mail (mail_id, account_id, address, kind, language, params, state, created_at_ms, ends_at_ms, next_at_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8)`;
    const values = [mailId, accountId, address, kind, language, params, state, this.#parts.nowMs(), params.expiresAtMs];
    await tryAgain(() => this.#parts.db.query(sql, values));
    this.#wake();
    return mailId;
  }

  /** Sends what is due now and resolves when nothing is. */
  async sendDue(): Promise<void> {
    this.#run ??= this.#sendAll().finally(() => (this.#run = undefined));
    return this.#run;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#run?.catch(() => undefined);
    this.#transport?.close();
  }

  #wake(): void {
    if (this.#closed) return;
    this.sendDue().catch((error: unknown) => this.#parts.log.debug({ err: error }, 'mail waits for the next look'));
  }

  async #sendAll(): Promise<void> {
    await forgetEndedMail(this.#parts.db, this.#parts.nowMs());
    if (!this.#transport) return;
    for (let mail = await this.#takeDue(); mail && !this.#closed; mail = await this.#takeDue()) await this.#send(this.#transport, mail);
  }

  /** One row, lent to this worker. */
  async #takeDue(): Promise<MailRow | undefined> {
    const { db, nowMs } = this.#parts;
    const sql = `UPDATE mail SET attempts = attempts + 1, next_at_ms = $1::bigint + ${LEASE_MS} WHERE mail_id =
      (SELECT mail_id FROM mail WHERE state = 'queued' AND next_at_ms <= $1 ORDER BY next_at_ms LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${COLUMNS}`;
    return (await tryAgain(() => db.query<MailRow>(sql, [nowMs()]))).rows[0];
  }

  async #send(transport: Transporter, mail: MailRow): Promise<void> {
    try {
      const { subject, paragraphs } = mailText(mail.kind, mail.language, mail.params!);
      await transport.sendMail({ to: mail.address!, subject, text: `${paragraphs.join('\n\n')}\n` });
      await this.#write(mail, { state: 'sent' });
    } catch (error) {
      await this.#failed(mail, error as Error & { readonly responseCode?: number });
    }
  }

  /** 5xx is said for good (RFC 5321 §4.2.1). */
  async #failed(mail: MailRow, error: Error & { readonly responseCode?: number }): Promise<void> {
    const retryAfterMs = RETRY_AFTER_MS[mail.attempts - 1];
    const isFinal = (error.responseCode ?? 0) >= 500 || retryAfterMs === undefined;
    const nextAtMs = this.#parts.nowMs() + (retryAfterMs ?? 0);
    await this.#write(mail, { state: isFinal ? 'failed' : 'queued', nextAtMs, error: error.message.slice(0, ERROR_MAX_CHARS) });
    this.#parts.log.warn({ mailId: mail.mailId, reason: error.message, isFinal }, 'mail was not taken');
  }

  async #write(
    mail: MailRow,
    after: { readonly state: MailRow['state']; readonly nextAtMs?: number; readonly error?: string },
  ): Promise<void> {
    const isSent = after.state === 'sent';
    const sql = `UPDATE mail SET state = $2, next_at_ms = $3, error = $4, sent_at_ms = $5, params = CASE WHEN $6 THEN NULL ELSE params END WHERE mail_id = $1`;
    const nowMs = this.#parts.nowMs();
    const values = [mail.mailId, after.state, after.nextAtMs ?? mail.nextAtMs, after.error ?? '', isSent ? nowMs : null, isSent];
    await tryAgain(() => this.#parts.db.query(sql, values));
  }
}

/** The newest first. Throws OutsideFault. */
export async function listMail(db: Pool, states: readonly MailRow['state'][]): Promise<MailRow[]> {
  const sql = `SELECT ${COLUMNS} FROM mail WHERE state = ANY ($1) ORDER BY created_at_ms DESC, mail_id LIMIT 1000`;
  return (await tryAgain(() => db.query<MailRow>(sql, [states]))).rows;
}

/** Throws OutsideFault. */
export async function findMail(db: Pool, mailId: string): Promise<MailRow | null> {
  return (await tryAgain(() => db.query<MailRow>(`SELECT ${COLUMNS} FROM mail WHERE mail_id::text = $1`, [mailId]))).rows[0] ?? null;
}

/** From the first attempt on again. false: it is not one that failed. Throws OutsideFault. */
export async function retryMail(db: Pool, mailId: string, nowMs: number): Promise<boolean> {
  const sql = `UPDATE mail SET state = 'queued', attempts = 0, next_at_ms = $2 WHERE mail_id::text = $1 AND state = 'failed' AND params IS NOT NULL`;
  return (await tryAgain(() => db.query(sql, [mailId, nowMs]))).rowCount === 1;
}

/** Links that have ended are removed from what is kept. Throws OutsideFault. */
export async function forgetEndedMail(db: Pool, nowMs: number): Promise<void> {
  await tryAgain(() => db.query('UPDATE mail SET params = NULL WHERE params IS NOT NULL AND ends_at_ms < $1', [nowMs]));
}

function transportOf({ smtpUrl, smtpFrom }: MailParts['config']): Transporter | null {
  if (smtpUrl === undefined || smtpFrom === undefined) return null;
  const { hostname } = new URL(smtpUrl);
  // A password never leaves this machine in clear.
  const requireTLS = hostname !== 'localhost' && !isLoopback(hostname);
  return nodemailer.createTransport({ url: smtpUrl, requireTLS, disableFileAccess: true, disableUrlAccess: true }, { from: smtpFrom });
}
