/**
 * This phone's votes. A vote is kept from the moment it was pressed and sent until the server has said yes or no;
 * the server counts it once however often it comes. Of a secret ballot the credential is fetched while the
 * ballot is announced, and the vote goes without cookie.
 */
import type { LiveBallot } from '@diemcau/core';
import type { Answer, Send } from './http.ts';
import type { Kept } from './kept.ts';
import type { Blinded, Credential } from './secret-vote.ts';

export interface Vote {
  readonly choice: readonly string[];
  readonly state: 'waiting' | 'cast' | 'refused';
  /** Of a refusal. */
  readonly code?: string;
  /** Of a secret vote that was counted. */
  readonly receipt?: string;
}

export interface VotingParts {
  readonly code: string;
  readonly kept: Kept;
  readonly send: Send;
  readonly newId: () => string;
  /** Something the page shows has changed. */
  readonly changed: () => void;
}

/** Why a secret ballot cannot be voted in with this phone; `getting`: it is being fetched. */
export type CredentialState = 'getting' | 'ready' | 'refused';

/** What the page shows of it; by ballot. */
export interface ShownVoting {
  readonly ballots: readonly LiveBallot[];
  readonly votes: Readonly<Record<string, Vote>>;
  readonly credentials: Readonly<Record<string, CredentialState>>;
}

interface Mine {
  readonly publicKey: string | null;
  readonly choice: readonly string[] | null;
}

export class Voting {
  readonly #parts: VotingParts;
  readonly #busy = new Set<string>();
  #ballots: readonly LiveBallot[];

  constructor(parts: VotingParts) {
    this.#parts = parts;
    this.#ballots = parts.kept.get<LiveBallot[]>('ballots') ?? [];
  }

  get shown(): ShownVoting {
    const ids = this.#ballots.map(({ ballotId }) => ballotId);
    const votes = ids.flatMap((id) => {
      const vote = this.vote(id);
      return vote ? [[id, vote] as const] : [];
    });
    const credentials = ids.map((id) => [id, this.credential(id)] as const);
    return { ballots: this.#ballots, votes: Object.fromEntries(votes), credentials: Object.fromEntries(credentials) };
  }

  vote(ballotId: string): Vote | null {
    return this.#parts.kept.get<Vote>(`vote.${ballotId}`);
  }

  credential(ballotId: string): CredentialState {
    const { kept } = this.#parts;
    if (kept.get<Credential>(`credential.${ballotId}`)) return 'ready';
    return kept.get<string>(`no-credential.${ballotId}`) === null ? 'getting' : 'refused';
  }

  /** What the socket says; `isIn`: the person of this phone is there, and may have a credential. */
  follow(ballots: readonly LiveBallot[], isIn: boolean): void {
    this.#ballots = ballots;
    this.#parts.kept.set('ballots', ballots);
    for (const ballot of isIn ? ballots : []) {
      if (ballot.secrecy === 'secret' && ballot.phase === 'announced') void this.#fetchCredential(ballot.ballotId);
      if (ballot.secrecy === 'open' && ballot.voters === 'people' && ballot.phase === 'open') void this.#recall(ballot.ballotId);
    }
    this.#parts.changed();
    this.flush();
  }

  cast(ballotId: string, choice: readonly string[]): void {
    this.#keep(ballotId, { choice, state: 'waiting' });
    void this.#send(ballotId);
  }

  /** The network is back, or it is time to try again. */
  flush(): void {
    for (const { ballotId } of this.#ballots) if (this.vote(ballotId)?.state === 'waiting') void this.#send(ballotId);
  }

  async #send(ballotId: string): Promise<void> {
    const vote = this.vote(ballotId);
    const ballot = this.#ballots.find((one) => one.ballotId === ballotId);
    if (!vote || !ballot) return;
    await this.#once(`send ${ballotId}`, async () => {
      const answer = await (ballot.secrecy === 'secret' ? this.#sendSecret(ballotId, vote) : this.#sendOpen(ballotId, vote));
      if (!answer || (!answer.ok && answer.offline)) return;
      if (answer.ok) return this.#keep(ballotId, { ...vote, state: 'cast', ...answer.body });
      if (answer.code !== 'too-many-requests') this.#keep(ballotId, { ...vote, state: 'refused', code: answer.code });
    });
  }

  #sendOpen(ballotId: string, { choice }: Vote): Promise<Answer<object>> {
    const { send, newId, code } = this.#parts;
    return send<object>('POST', `/phones/${code}/ballots/${ballotId}/votes`, { body: { choice }, id: newId() });
  }

  async #sendSecret(ballotId: string, { choice }: Vote): Promise<Answer<{ readonly receipt?: string }> | null> {
    const credential = this.#parts.kept.get<Credential>(`credential.${ballotId}`);
    if (!credential) return null;
    return this.#parts.send('POST', `/ballots/${ballotId}/secret-votes`, { body: { ...credential, choice }, alone: true });
  }

  /** The same blinded message is sent again until it is signed: another one would be refused. */
  async #fetchCredential(ballotId: string): Promise<void> {
    if (this.credential(ballotId) !== 'getting') return;
    await this.#once(`credential ${ballotId}`, async () => {
      const { kept, send, code } = this.#parts;
      const path = `/phones/${code}/ballots/${ballotId}`;
      const mine = await send<Mine>('GET', path);
      const publicKey = mine.ok ? mine.body.publicKey : null;
      if (publicKey === null) return;
      const secret = await import('./secret-vote.ts');
      const wanted = kept.get<Blinded>(`blinded.${ballotId}`) ?? (await secret.blinded(publicKey));
      kept.set(`blinded.${ballotId}`, wanted);
      const signed = await send<{ signature: string }>('POST', `${path}/credentials`, { body: { blinded: wanted.blinded } });
      if (signed.ok) {
        kept.set(`credential.${ballotId}`, await secret.unblinded(publicKey, wanted, signed.body.signature));
        kept.drop(`blinded.${ballotId}`);
      } else if (!signed.offline && signed.code !== 'too-many-requests') kept.set(`no-credential.${ballotId}`, signed.code);
    });
  }

  /** Cast before with this person's name, perhaps in another browser of the phone. */
  async #recall(ballotId: string): Promise<void> {
    if (this.vote(ballotId)) return;
    await this.#once(`recall ${ballotId}`, async () => {
      const mine = await this.#parts.send<Mine>('GET', `/phones/${this.#parts.code}/ballots/${ballotId}`);
      if (mine.ok && mine.body.choice && !this.vote(ballotId)) this.#keep(ballotId, { choice: mine.body.choice, state: 'cast' });
    });
  }

  #keep(ballotId: string, vote: Vote): void {
    this.#parts.kept.set(`vote.${ballotId}`, vote);
    this.#parts.changed();
  }

  /** One at a time of each kind; what fails is tried again with the next news. */
  async #once(name: string, work: () => Promise<void>): Promise<void> {
    if (this.#busy.has(name)) return;
    this.#busy.add(name);
    try {
      await work();
    } finally {
      this.#busy.delete(name);
      this.#parts.changed();
    }
  }
}
