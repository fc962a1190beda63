import { randomUUID } from 'node:crypto';
import {
  decide,
  standbySiteId,
  type CloseReason,
  type ConferenceCommand,
  type ConferenceState,
  type HelpCall,
  type MediaAccess,
  type ServerMessage,
} from '@diemcau/core';
import { WhepPeer, WhipPeer } from '@diemcau/media/peers';
import { ClipSender, type SendingChoice } from './clip-sender.ts';
import type { Clip } from './clip.ts';
import { LiveSocket } from './live-socket.ts';
import { MediaSession } from './media-session.ts';
import type { Pacer } from './pacer.ts';
import { createRandom, type Random } from './random.ts';
import { drawLink, makeReport, type LinkCharacter } from './report.ts';
import { createDuties, takeDuties, type DutyHabits, type RoomDuties } from './room-duties.ts';
import { createScript, takeActs, type Habits, type SiteAct, type SiteScript } from './script.ts';
import { joinSite, type SiteKey, type SiteSession } from './site-session.ts';

/** What a simulated room tells whoever runs it. */
export type SiteEvent =
  | { readonly type: 'joined' | 'sending-main' | 'stopped-main' }
  /** `why`: somebody else is in the room or wants it, or the server's reason for sending it away. */
  | { readonly type: 'stood-aside'; readonly why: 'taken' | CloseReason }
  /** `lateMs`: so long after its line was there again. */
  | { readonly type: 'returned'; readonly lateMs: number }
  | { readonly type: 'dropped'; readonly awayMs: number }
  | { readonly type: 'keyframe-sent'; readonly track: 'main' | 'thumb' }
  | { readonly type: 'command'; readonly command: ConferenceCommand; readonly refused: string | null };

export interface SimulatedSiteOptions {
  readonly url: string;
  readonly key: SiteKey;
  readonly clip: Clip;
  readonly pacer: Pacer;
  readonly seed: number;
  readonly habits: Habits;
  readonly duties: DutyHabits;
  /** Keeps a WHIP session open all the time; otherwise only while the room is called or looked at. */
  readonly media: boolean;
  /** Opens a WHEP session too, and throws its packets away. */
  readonly watch: boolean;
  readonly onEvent: (event: SiteEvent) => void;
}

/** A room looks at its script four times a second: quick enough for a person, light for a hundred rooms in one process. */
const ACT_EVERY_MS = 250;
/** docs/protocol.md §2.5. */
const REPORT_EVERY_MS = 1_000;
/** While the conference was restarted a room may still be taken by its own former self; that ends with the old socket. */
const TAKEN_TRIES = 10;
const TAKEN_WAIT_MS = 2_000;
/** A room that is called again at once, or looked at on the next page of the wall, finds its session still open. */
const MEDIA_LINGER_MS = 5_000;
const FEEDS = ['hall', 'floor', 'slides'] as const;

/**
 * A room without people: joins by the public protocol, follows its script, sends its clip when it should.
 * It makes way for a person: it takes nobody's place and leaves for good when somebody asks for its own.
 * Idempotent `close`.
 */
export class SimulatedSite {
  readonly #options: SimulatedSiteOptions;
  readonly #random: Random;
  readonly #sender: ClipSender;
  readonly #link: LinkCharacter;
  readonly #session: SiteSession;
  readonly #script: SiteScript;
  readonly #duties: RoomDuties;
  readonly #socket: LiveSocket;
  readonly #publish: MediaSession<WhipPeer>;
  readonly #view: MediaSession<WhepPeer> | null;
  readonly #timers: readonly NodeJS.Timeout[];
  #access: MediaAccess | null = null;
  #isStanding: boolean;
  #neededUntilMs = 0;
  #hasPeer = false;
  #awayUntilMs = 0;
  #helpCall: HelpCall | null = null;
  #viewers = 0;
  #isResting = false;
  #isOver = false;
  #isClosed = false;

  /** Resolves with null where a person is in the room. Throws SimulationProblem. */
  static async join(options: SimulatedSiteOptions): Promise<SimulatedSite | null> {
    const session = await joinPatiently(options);
    return session && new SimulatedSite(options, session);
  }

  private constructor(options: SimulatedSiteOptions, session: SiteSession) {
    this.#options = options;
    this.#session = session;
    this.#random = createRandom(options.seed);
    this.#link = drawLink(this.#random);
    // Numbers of its own, so that its acts do not depend on how often the network failed.
    this.#script = createScript(session.siteId, createRandom(options.seed ^ 0x5eed), options.habits);
    this.#duties = createDuties(session.siteId, createRandom(options.seed ^ 0xd07e5), options.duties);
    const random = () => this.#random.next();
    this.#sender = new ClipSender(options.clip, {
      pacer: options.pacer,
      random,
      onKeyframe: (track) => options.onEvent({ type: 'keyframe-sent', track }),
    });
    this.#isStanding = options.media;
    this.#publish = this.#createPublisher(random);
    this.#view = options.watch ? this.#createViewer(random) : null;
    this.#socket = this.#createSocket(random);
    this.#timers = [setInterval(() => this.#act(), ACT_EVERY_MS), setInterval(() => this.#report(), REPORT_EVERY_MS)];
  }

  get siteId(): string {
    return this.#session.siteId;
  }

  get isHall(): boolean {
    return this.#session.isHall;
  }

  /** The room's copy of its view; null until the server has sent one. */
  get view(): ConferenceState | null {
    return this.#socket.view;
  }

  /** Connected to the server. */
  get isOnline(): boolean {
    return this.#socket.isOpen;
  }

  /** A WHIP session is open. */
  get hasMedia(): boolean {
    return this.#hasPeer;
  }

  /** Main picture and sound are to be sent. */
  get isSending(): boolean {
    return this.#sender.choice.main;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Somebody looks at its picture. */
  get isWatched(): boolean {
    return this.#viewers > 0;
  }

  get helpCall(): HelpCall | null {
    return this.#helpCall;
  }

  /** What it does of its own accord from now on. */
  behave(habits: Habits): void {
    this.#script.habits = habits;
  }

  /** Nobody is about: it answers when it is called, and does nothing else of its own accord. */
  rest(isResting: boolean): void {
    if (isResting === this.#isResting) return;
    this.#isResting = isResting;
    // What was due meanwhile is planned anew: else all would act in the moment somebody comes.
    Object.assign(this.#script, { handAtMs: null, dropAtMs: null, withdraw: null });
    Object.assign(this.#duties, { countAtMs: null, helpAtMs: null, postAtMs: null });
    this.#script.habits = isResting ? { ...this.#options.habits, handEveryMs: 0, dropEveryMs: 0 } : this.#options.habits;
  }

  /** Resolves with the code of the refusal; null: done. */
  async command(command: ConferenceCommand): Promise<string | null> {
    const { view } = this.#socket;
    return view && !this.#isClosed ? this.#command(command, view) : 'unanswered';
  }

  /** Loses its line, or its power: then it knows nothing any more when it is back. */
  cut(awayMs: number, keeps: 'page' | 'nothing'): void {
    this.#awayUntilMs = Date.now() + awayMs;
    this.#publish.cut();
    this.#view?.cut();
    if (keeps === 'nothing') this.#socket.forget();
    this.#socket.cut(awayMs);
    this.#options.onEvent({ type: 'dropped', awayMs });
  }

  /** Keeps a WHIP session open from now on, or only while it is needed. */
  keepMedia(isStanding: boolean): void {
    this.#isStanding = isStanding;
    if (!isStanding) this.#neededUntilMs = 0;
    this.#chooseMedia();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#socket.close();
    this.#sender.close();
    await Promise.all([this.#publish.close(), this.#view?.close()]);
  }

  #createSocket(random: () => number): LiveSocket {
    const { conferenceId, siteId, deviceToken } = this.#session;
    return new LiveSocket({
      address: `${this.#options.url.replace(/^http/, 'ws')}/api/v1/conferences/${conferenceId}/live?as=site&site=${siteId}`,
      headers: { authorization: `Bearer ${deviceToken}` },
      audience: 'site',
      random,
      onMessage: (message) => this.#onMessage(message),
      onEnd: (reason) => void this.#standAside(reason),
    });
  }

  #createPublisher(random: () => number): MediaSession<WhipPeer> {
    return new MediaSession({
      address: `${this.#conferenceUrl}/whip?source=camera`,
      makePeer: () => new WhipPeer({ tracks: ['audio', 'main', 'thumb'] }),
      random,
      onPeer: (peer) => {
        this.#hasPeer = peer !== null;
        this.#sender.use(peer);
      },
    });
  }

  #createViewer(random: () => number): MediaSession<WhepPeer> {
    return new MediaSession({
      address: `${this.#conferenceUrl}/whep?feeds=${FEEDS.join(',')}`,
      // Sound comes from hall and floor only.
      makePeer: () => new WhepPeer({ audioSections: 2, videoSections: FEEDS.length }),
      random,
      onPeer: () => undefined,
    });
  }

  get #conferenceUrl(): string {
    return `${this.#options.url}/api/v1/conferences/${this.#session.conferenceId}`;
  }

  #onMessage(message: ServerMessage): void {
    if (message.type === 'welcome') this.#onWelcome();
    if ((message.type === 'welcome' || message.type === 'media') && !this.#isOver) this.#access = message.media;
    if (message.type === 'watched') this.#viewers = message.viewers;
    if (message.type === 'mail') this.#helpCall = message.mail.helpCall;
    if (message.type === 'takeover-asked') void this.#standAside('taken');
    this.#followPhase();
    this.#chooseSending();
    this.#chooseMedia();
  }

  /** A closed conference has no media and its tokens are gone; one that is reopened gives new ones with the next welcome. */
  #followPhase(): void {
    const isOver = this.#socket.view ? this.#socket.view.phase === 'closed' : this.#isOver;
    if (isOver === this.#isOver) return;
    this.#isOver = isOver;
    if (!isOver) return this.#socket.cut(0);
    this.#access = null;
    this.#publish.cut();
    this.#view?.cut();
  }

  #onWelcome(): void {
    const lateMs = Date.now() - this.#awayUntilMs;
    this.#options.onEvent(this.#awayUntilMs === 0 ? { type: 'joined' } : { type: 'returned', lateMs });
    this.#awayUntilMs = 0;
    // The server tells again how many watch; until then nobody does.
    this.#viewers = 0;
  }

  /** Sessions in the present epoch of the media plane, as far as the room needs any. */
  #chooseMedia(): void {
    if (this.#isClosed || !this.#access || !this.#socket.isOpen) return;
    this.#view?.follow(this.#access);
    const { main, thumb } = this.#sender.choice;
    if (main || thumb) this.#neededUntilMs = Date.now() + MEDIA_LINGER_MS;
    if (this.#isStanding || Date.now() < this.#neededUntilMs) this.#publish.follow(this.#access);
    else if (this.#hasPeer) void this.#publish.rest();
  }

  #chooseSending(): void {
    const { view } = this.#socket;
    if (!view || this.#isClosed) return;
    const before = this.#sender.choice;
    const choice = sendingFor(view, { siteId: this.#session.siteId, viewers: this.#viewers });
    if (choice.main === before.main && choice.thumb === before.thumb) return;
    this.#sender.choose(choice);
    if (choice.main !== before.main) this.#options.onEvent({ type: choice.main ? 'sending-main' : 'stopped-main' });
  }

  #act(): void {
    const { view } = this.#socket;
    if (!view || !this.#socket.isOpen) return;
    this.#chooseMedia();
    const now = { nowMs: Date.now(), newId: randomUUID };
    for (const act of takeActs(this.#script, view, now)) this.#perform(act, view);
    if (this.#isResting) return;
    for (const command of takeDuties(this.#duties, view, { ...now, helpCall: this.#helpCall })) void this.#command(command, view);
  }

  #perform(act: SiteAct, view: ConferenceState): void {
    if (act.type === 'drop') return this.cut(act.awayMs, 'page');
    void this.#command(act.command, view);
  }

  /** Asks the rules first, as a page does with its buttons. */
  async #command(command: ConferenceCommand, view: ConferenceState): Promise<string | null> {
    const commandId = randomUUID();
    const by = { kind: 'site', siteId: this.#session.siteId } as const;
    const decision = decide({ command, atMs: Date.now(), by, commandId }, view);
    const answer = decision.ok ? await this.#socket.command(commandId, command) : decision;
    const refused = answer.ok ? null : (answer.refusal?.code ?? 'unanswered');
    if (!this.#isClosed) this.#options.onEvent({ type: 'command', command, refused });
    return refused;
  }

  #report(): void {
    const { bytes, loudestDbov } = this.#sender.takeMeasures();
    if (!this.#socket.isOpen) return;
    const sending = { main: this.#sender.choice.main, bitrateBps: (bytes * 8 * 1000) / REPORT_EVERY_MS, loudestDbov };
    this.#socket.send({ type: 'report', report: makeReport(this.#link, sending, this.#random) });
  }

  async #standAside(why: 'taken' | CloseReason): Promise<void> {
    if (this.#isClosed) return;
    await this.close();
    this.#options.onEvent({ type: 'stood-aside', why });
  }
}

/** docs/protocol.md §3: main picture and sound on standby or on air, the hall's while the conference runs; the thumbnail while watched. */
export function sendingFor(view: ConferenceState, room: { readonly siteId: string; readonly viewers: number }): SendingChoice {
  const isRunning = view.phase === 'live' || view.phase === 'paused';
  const isHall = view.hallSiteId === room.siteId;
  const isCalled = standbySiteId(view) === room.siteId || view.speech?.siteId === room.siteId;
  return { main: isRunning && (isHall || isCalled), thumb: room.viewers > 0 };
}

async function joinPatiently(options: SimulatedSiteOptions): Promise<SiteSession | null> {
  for (let attempt = 0; attempt < TAKEN_TRIES; attempt += 1) {
    const answer = await joinSite(options.url, options.key, 'diemcau-simulator');
    if (answer.type === 'joined') return answer.session;
    await new Promise((resolve) => setTimeout(resolve, answer.type === 'later' ? answer.waitMs : TAKEN_WAIT_MS));
  }
  return null;
}
