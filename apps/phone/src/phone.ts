/** What the page knows and does; parts only show it. */
import type { ConferenceState } from '@diemcau/core';
import type { Brought } from './address.ts';
import type { Answer, Send } from './http.ts';
import { keptFor, type Kept } from './kept.ts';
import { Line, type LinePlace } from './line.ts';
import { LiveView } from './live.ts';
import { Voting, type ShownVoting } from './voting.ts';
import { createOutbox, type CheckedIn, type CheckIn, type Me, type Outbox } from './outbox.ts';

export interface Page {
  readonly title: string;
  /** null: not for this phone yet. */
  readonly conferenceId: string | null;
  readonly me: Me | null;
  readonly roomName: string | null;
  /** Whoever checked in here has been erased. Absent in what a phone kept from before. */
  readonly erased?: boolean;
  /** Nobody checks in any more, and why. Absent in what a phone kept from before. */
  readonly over?: 'closed' | 'cancelled' | null;
}

export interface Invitation extends Me {
  readonly used: boolean;
}

export interface PhoneState extends ShownVoting {
  readonly page: Page | null;
  /** Why there is no page. */
  readonly trouble: 'not-found' | 'too-many' | 'unreachable' | null;
  readonly invitation: string | null;
  /** Whose it is; null while it is not known. */
  readonly invited: Invitation | null;
  readonly waiting: CheckIn | null;
  readonly busy: boolean;
  /** Code of what the server said no to. */
  readonly refusal: string | null;
  readonly view: ConferenceState | null;
  readonly viewAtMs: number;
  readonly serverOffsetMs: number;
  readonly connected: boolean;
  /** Many come at once; where this phone stands. */
  readonly line: LinePlace | null;
}

export interface FoundName {
  readonly personId: string;
  readonly name: string;
  readonly post: string;
}

export interface PhoneParts {
  readonly code: string;
  readonly brought: Brought;
  readonly storage: Storage | null;
  readonly send: Send;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly liveUrl: (conferenceId: string) => string;
}

/** A phone without network tries again by itself; `online` of the browser is only a hint. */
const RETRY_MS = 10_000;

/** Closing ends its timers and its socket. */
export class Phone {
  readonly #parts: PhoneParts;
  readonly #kept: Kept;
  readonly #outbox: Outbox;
  readonly #voting: Voting;
  readonly #line: Line;
  readonly #send: Send;
  readonly #listeners = new Set<() => void>();
  readonly #timer: ReturnType<typeof setInterval>;
  #live: LiveView | null = null;
  #pass: string | null;
  #state: PhoneState;

  constructor(parts: PhoneParts) {
    const { code, storage, brought, nowMs } = parts;
    this.#parts = parts;
    this.#line = new Line({ nowMs, changed: () => this.#show({ line: this.#line.place }), again: () => this.#again() });
    this.#send = this.#line.watching(parts.send);
    const send = this.#line.watching(parts.send, 'patient');
    this.#kept = keptFor(storage, code);
    this.#outbox = createOutbox({ code, kept: this.#kept, send });
    this.#voting = new Voting({ code, kept: this.#kept, send, newId: parts.newId, changed: () => this.#show(this.#voting.shown) });
    this.#pass = this.#kept.get('pass');
    if (brought.invitation !== null) this.#kept.set('invitation', brought.invitation);
    this.#state = firstState(this.#kept, this.#outbox, this.#voting);
    this.#timer = setInterval(() => this.#again(), RETRY_MS);
    void this.#begin();
  }

  get state(): PhoneState {
    return this.#state;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The network is back, or the page is looked at again. */
  wake(why?: 'network'): void {
    this.#live?.wake(why);
    if (!this.#line.maySend) return;
    this.#voting.flush();
    void this.#load().then(() => this.#flush());
  }

  async readRoomCode(roomCode: string): Promise<boolean> {
    this.#show({ refusal: null });
    const answer = await this.#ask<{ roomName: string; pass: string }>('POST', '/rooms', { body: { roomCode } });
    if (!answer.ok) {
      this.#show({ refusal: codeOf(answer) });
      if (!answer.offline && answer.code === 'check-in-closed') void this.#load();
      return false;
    }
    this.#pass = answer.body.pass;
    this.#kept.set('pass', this.#pass);
    if (this.#state.page) this.#showPage({ ...this.#state.page, roomName: answer.body.roomName });
    return true;
  }

  async findNames(search: string): Promise<readonly FoundName[]> {
    const answer = await this.#ask<{ people: readonly FoundName[] }>('GET', `/names?search=${encodeURIComponent(search)}`);
    if (answer.ok) return answer.body.people;
    this.#show({ refusal: codeOf(answer) });
    return [];
  }

  async checkIn(who: { readonly personId?: string; readonly invitation?: string }): Promise<void> {
    const { newId, nowMs } = this.#parts;
    this.#outbox.put({ id: newId(), pressedAtMs: nowMs(), ...who, ...(this.#pass === null ? {} : { pass: this.#pass }) });
    this.#show({ waiting: this.#outbox.waiting(), refusal: null });
    await this.#flush();
  }

  castVote(ballotId: string, choice: readonly string[]): void {
    this.#voting.cast(ballotId, choice);
  }

  /** The whole list is asked for, without cookie: which receipt is looked for is nobody's to know. */
  async findReceipt(ballotId: string, receipt: string): Promise<'found' | 'missing' | 'offline'> {
    const answer = await this.#parts.send<{ receipts: readonly string[] }>('GET', `/ballots/${ballotId}/receipts`, { alone: true });
    if (!answer.ok) return 'offline';
    return answer.body.receipts.includes(receipt) ? 'found' : 'missing';
  }

  dropWaiting(): void {
    this.#outbox.drop();
    this.#show({ waiting: null, busy: false });
  }

  leaveRoom(): void {
    this.#pass = null;
    this.#kept.drop('pass');
    if (this.#state.page) this.#showPage({ ...this.#state.page, roomName: null });
  }

  close(): void {
    clearInterval(this.#timer);
    this.#line.close();
    this.#live?.close();
  }

  async #begin(): Promise<void> {
    const { roomCode } = this.#parts.brought;
    await this.#load();
    if (roomCode !== null) await this.readRoomCode(roomCode);
    await this.#flush();
  }

  #again(): void {
    if (!this.#line.maySend) return;
    this.#voting.flush();
    if (this.#outbox.waiting()) void this.#flush();
    else if (this.#state.trouble === 'unreachable' || this.#state.page === null) void this.#load();
  }

  #ask<T>(method: 'GET' | 'POST', path: string, more?: { readonly body?: object }): Promise<Answer<T>> {
    return this.#send<T>(method, `/phones/${this.#parts.code}${path}`, more);
  }

  #show(change: Partial<PhoneState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #showPage(page: Page): void {
    this.#kept.set('page', page);
    this.#show({ page, trouble: null });
    if (page.conferenceId === null) this.#closeLive();
    else this.#live ??= this.#openLive(page.conferenceId);
  }

  #openLive(conferenceId: string): LiveView {
    return new LiveView({
      url: this.#parts.liveUrl(conferenceId),
      onView: (view, serverOffsetMs) => {
        const viewAtMs = this.#parts.nowMs();
        this.#kept.set('view', { view, viewAtMs });
        this.#show({ view, viewAtMs, serverOffsetMs });
      },
      onBallots: (ballots) => this.#voting.follow(ballots, isThere(this.#state.page?.me)),
      onConnected: (connected) => this.#show({ connected }),
      onWaiting: (told) => this.#line.live(told),
      onEnded: () => {
        this.#closeLive();
        void this.#load();
      },
    });
  }

  #closeLive(): void {
    this.#live?.close();
    this.#live = null;
    this.#line.live(null);
    this.#kept.drop('view');
    this.#show({ view: null, connected: false });
  }

  async #load(): Promise<void> {
    const answer = await this.#ask<Page>('GET', '');
    if (answer.ok) {
      this.#showPage(answer.body);
      // The invitation of whoever was erased opens nothing, and need not be told to be none.
      if (answer.body.erased === true) this.#forgetInvitation();
      const { invitation } = this.#state;
      if (invitation !== null && answer.body.me === null) await this.#loadInvitation(invitation);
    } else if (answer.offline) this.#show({ trouble: this.#state.page ? null : 'unreachable' });
    else this.#show({ trouble: answer.code === 'too-many-requests' ? 'too-many' : 'not-found', page: null });
  }

  #forgetInvitation(): void {
    this.#kept.drop('invitation');
    this.#show({ invitation: null, invited: null });
  }

  async #loadInvitation(invitation: string): Promise<void> {
    const answer = await this.#ask<Invitation>('POST', '/invitations', { body: { invitation } });
    if (answer.ok) return this.#show({ invited: answer.body });
    if (answer.offline || answer.code !== 'invitation-invalid') return;
    this.#kept.drop('invitation');
    this.#show({ invitation: null, refusal: answer.code });
  }

  async #flush(): Promise<void> {
    if (this.#outbox.waiting()) this.#show({ busy: true });
    const answer = await this.#outbox.flush();
    if (answer) this.#told(answer);
  }

  #told(answer: Answer<CheckedIn>): void {
    this.#show({ busy: false, waiting: this.#outbox.waiting() });
    if (answer.ok) {
      const { me, conferenceId } = answer.body;
      const { page } = this.#state;
      this.#show({ refusal: null });
      this.#showPage({ title: page?.title ?? '', roomName: page?.roomName ?? null, me, conferenceId });
      this.#voting.follow(this.#state.ballots, isThere(me));
    } else if (!answer.offline) {
      this.#show({ refusal: answer.code });
      if (answer.code === 'check-in-closed') void this.#load();
    }
  }
}

/** What to say of an answer that was none, or no. */
function codeOf(answer: Answer<unknown> & { readonly ok: false }): string {
  if (!answer.offline) return answer.code;
  return answer.line ? 'busy' : 'offline';
}

function isThere(me: Me | null | undefined): boolean {
  return me != null && (me.mark === 'in-person' || me.mark === 'online') && !me.left;
}

/** What the phone still has from before. */
function firstState(kept: Kept, outbox: Outbox, voting: Voting): PhoneState {
  return {
    page: kept.get<Page>('page'),
    trouble: null,
    invitation: kept.get('invitation'),
    invited: null,
    waiting: outbox.waiting(),
    busy: false,
    refusal: null,
    ...voting.shown,
    ...(kept.get<{ view: ConferenceState; viewAtMs: number }>('view') ?? { view: null, viewAtMs: 0 }),
    serverOffsetMs: 0,
    connected: false,
    line: null,
  };
}
