/**
 * Votes of one simulated phone, as the phone page keeps them: from the moment they are pressed until the server has
 * said yes or no, over every cut. Of a secret ballot the credential is fetched while it is announced.
 */
import { optionIdsOf, type BallotForm, type LiveBallot } from '@diemcau/core';
import { ballotKey, blind, unblind, type BallotKey, type Blinded } from './blinding.ts';
import type { PhoneAnswer, PhoneRequest } from './phone-requests.ts';

/** How a vote is drawn: the parts of yes, no and abstain of a yes-no ballot; `lot` is 0–1. */
export interface Press {
  readonly lot: number;
  readonly yes: number;
  readonly no: number;
}

export type VoteEvent =
  | { readonly type: 'pressed'; readonly ballotId: string }
  | {
      readonly type: 'acknowledged';
      readonly ballotId: string;
      readonly choice: readonly string[];
      readonly receipt: string | null;
      readonly tookMs: number;
    }
  | { readonly type: 'refused'; readonly ballotId: string; readonly code: string }
  | { readonly type: 'credential'; readonly tookMs: number };

export interface VotesParts {
  readonly code: string;
  /** Sends until there is an answer; null: the phone is gone for good. */
  readonly ask: (request: PhoneRequest) => Promise<Exclude<PhoneAnswer, { type: 'offline' }> | null>;
  readonly onEvent: (event: VoteEvent) => void;
}

interface Credential {
  readonly prepared: string;
  readonly signature: string;
}

/** Of one ballot. */
interface Part {
  vote: 'none' | 'waiting' | 'done';
  /** Wanted before the phone could vote. */
  press: (Press & { readonly atMs: number }) | null;
  credential: Credential | 'none' | 'asked' | 'refused';
}

/** Keys are read once in a process, not once a phone. */
const KEYS = new Map<string, BallotKey>();

export class PhoneVotes {
  readonly #parts: VotesParts;
  readonly #byBallot = new Map<string, Part>();
  #ballots: readonly LiveBallot[] = [];

  constructor(parts: VotesParts) {
    this.#parts = parts;
  }

  get waiting(): number {
    return [...this.#byBallot.values()].filter(({ vote, press }) => vote === 'waiting' || press !== null).length;
  }

  /** Of a secret ballot. */
  hasCredential(ballotId: string): boolean {
    return typeof this.#byBallot.get(ballotId)?.credential === 'object';
  }

  /** What the socket says; the phone's person is there. */
  follow(ballots: readonly LiveBallot[]): void {
    this.#ballots = ballots;
    for (const ballot of ballots) {
      if (ballot.voters === 'people' && ballot.secrecy === 'secret' && ballot.phase === 'announced') void this.#fetchCredential(ballot);
      this.#settle(ballot);
    }
  }

  /** The person votes now, in this ballot; a phone that has not heard of it does so when it has. */
  press(ballotId: string, press: Press): void {
    const part = this.#part(ballotId);
    if (part.vote !== 'none' || part.press) return;
    part.press = { ...press, atMs: performance.now() };
    this.#parts.onEvent({ type: 'pressed', ballotId });
    const ballot = this.#ballots.find((one) => one.ballotId === ballotId);
    if (ballot) this.#settle(ballot);
  }

  #settle(ballot: LiveBallot): void {
    const { ballotId, phase, secrecy } = ballot;
    const part = this.#byBallot.get(ballotId);
    if (!part?.press || phase === 'announced') return;
    if (phase !== 'open') return this.#giveUp(part, { ballotId, code: 'ballot-over-unvoted' });
    if (secrecy === 'open') return void this.#send(ballot, part, null);
    if (typeof part.credential === 'object') return void this.#send(ballot, part, part.credential);
    // Too late for one: they are given out until the ballot opens.
    if (part.credential !== 'asked') this.#giveUp(part, { ballotId, code: 'no-credential' });
  }

  #giveUp(part: Part, { ballotId, code }: { readonly ballotId: string; readonly code: string }): void {
    part.press = null;
    part.vote = 'done';
    this.#parts.onEvent({ type: 'refused', ballotId, code });
  }

  async #send({ ballotId, form }: LiveBallot, part: Part, credential: Credential | null): Promise<void> {
    const { atMs, ...press } = part.press!;
    const choice = choiceOf(form, press);
    part.press = null;
    part.vote = 'waiting';
    const answer = await this.#parts.ask(
      credential
        ? { method: 'POST', path: `/ballots/${ballotId}/secret-votes`, body: { ...credential, choice }, token: null }
        : {
            method: 'POST',
            path: `/phones/${this.#parts.code}/ballots/${ballotId}/votes`,
            body: { choice },
            idempotencyKey: `vote-${ballotId}`,
          },
    );
    // Whoever is gone for good never learns what became of it: it goes on waiting.
    if (!answer) return;
    part.vote = 'done';
    if (answer.type === 'refused') return this.#parts.onEvent({ type: 'refused', ballotId, code: answer.code });
    const { receipt = null } = (answer.body ?? {}) as { readonly receipt?: string };
    this.#parts.onEvent({ type: 'acknowledged', ballotId, choice, receipt, tookMs: performance.now() - atMs });
  }

  /** The same blinded message is sent until it is answered: another one would be refused. */
  async #fetchCredential(ballot: LiveBallot): Promise<void> {
    const part = this.#part(ballot.ballotId);
    if (part.credential !== 'none') return;
    part.credential = 'asked';
    const beganMs = performance.now();
    part.credential = (await this.#credential(ballot.ballotId)) ?? 'refused';
    if (part.credential !== 'refused') this.#parts.onEvent({ type: 'credential', tookMs: performance.now() - beganMs });
    const newest = this.#ballots.find(({ ballotId }) => ballotId === ballot.ballotId);
    if (newest) this.#settle(newest);
  }

  async #credential(ballotId: string): Promise<Credential | null> {
    const path = `/phones/${this.#parts.code}/ballots/${ballotId}`;
    const mine = await this.#parts.ask({ method: 'GET', path });
    const publicKey = mine?.type === 'ok' ? (mine.body as { readonly publicKey: string | null }).publicKey : null;
    if (publicKey === null) return null;
    const key = keyOf(ballotId, publicKey);
    const blinded = blind(key);
    const body = { blinded: blinded.blinded.toString('base64') };
    const signed = await this.#parts.ask({ method: 'POST', path: `${path}/credentials`, body });
    return signed?.type === 'ok' ? credentialOf(key, blinded, (signed.body as { readonly signature: string }).signature) : null;
  }

  #part(ballotId: string): Part {
    const known = this.#byBallot.get(ballotId);
    if (known) return known;
    const part: Part = { vote: 'none', press: null, credential: 'none' };
    this.#byBallot.set(ballotId, part);
    return part;
  }
}

function keyOf(ballotId: string, publicKey: string): BallotKey {
  const known = KEYS.get(ballotId) ?? ballotKey(publicKey);
  KEYS.set(ballotId, known);
  return known;
}

function credentialOf(key: BallotKey, blinded: Blinded, signed: string): Credential | null {
  const signature = unblind(key, blinded, Buffer.from(signed, 'base64'));
  return signature && { prepared: blinded.prepared.toString('base64'), signature: signature.toString('base64') };
}

/** One number decides: of a choice it picks as many as may be, beginning anywhere. */
export function choiceOf(form: BallotForm, { lot, yes, no }: Press): readonly string[] {
  if (form.kind === 'yes-no') return [lot < yes ? 'yes' : lot < yes + no ? 'no' : 'abstain'];
  const options = optionIdsOf(form);
  const first = Math.floor(lot * options.length);
  return Array.from({ length: Math.min(form.maxChoices, options.length) }, (_, index) => options[(first + index) % options.length]!);
}
