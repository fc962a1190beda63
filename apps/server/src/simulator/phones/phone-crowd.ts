import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import canonicalize from 'canonicalize';
import type { ConferenceState, LiveBallot, Replica, ServerMessage } from '@diemcau/core';
import { createRandom, seedFor } from '../random.ts';
import { LATENCY_NAMES, type Act, type Crowd, type CrowdAudit, type CrowdCounts, type CrowdOptions, type CrowdOrder } from './crowd.ts';
import { CrowdTally } from './crowd-tally.ts';
import { PhoneRequests } from './phone-requests.ts';
import { SharedFrames } from './shared-frames.ts';
import { SimulatedPhone } from './simulated-phone.ts';

/** Every phone says something once in so many ticks of a second (docs/protocol.md §2.6). */
const BEAT_TICKS = 25;
const TICK_MS = 1_000;
/** A phone that does not come in or back holds nobody up: a later step asks whether everybody is there. */
const DONE_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;
/** A loaded server needs some seconds to bring everybody to one version. */
const LEVEL_WITHIN_MS = 10_000;
/** Versions of which one knows when they came first: more than any phone is behind. */
const VERSIONS_KEPT = 64;

/** Simulated phones of this process. */
export class PhoneCrowd implements Crowd {
  readonly #options: CrowdOptions;
  readonly #places: ReadonlyMap<number, number>;
  readonly #requests: PhoneRequests;
  readonly #frames = new SharedFrames();
  readonly #tally = new CrowdTally();
  readonly #phones = new Map<number, SimulatedPhone>();
  readonly #firstSeenMs = new Map<number, number>();
  readonly #digests = new WeakMap<ConferenceState, string>();
  readonly #ticker: NodeJS.Timeout;
  #tick = 0;
  #newest: Replica | null = null;
  #ballots: readonly LiveBallot[] = [];
  #isClosed = false;

  constructor(options: CrowdOptions) {
    this.#options = options;
    this.#places = new Map(options.numbers.map((number, index) => [number, index]));
    this.#requests = new PhoneRequests(options.url, options.addresses.length > 0 ? options.addresses : [undefined]);
    this.#ticker = setInterval(() => this.#beat(), TICK_MS);
  }

  async perform(order: CrowdOrder): Promise<void> {
    const phones = this.#start(order);
    const lastMs = order.acts.reduce((most, { afterMs }) => Math.max(most, afterMs), 0);
    const endsAtMs = performance.now() + lastMs + DONE_WITHIN_MS;
    await this.#pause(lastMs);
    while (!this.#isClosed && performance.now() < endsAtMs && !phones().every(isSettled(order))) await this.#pause(LOOK_EVERY_MS);
  }

  counts(): Promise<CrowdCounts> {
    const phones = [...this.#phones.values()];
    const { acknowledged, refused, turnedAway } = this.#tally;
    const secret = this.#ballots.filter(({ secrecy }) => secrecy === 'secret').sort((a, b) => b.announcedAtMs - a.announcedAtMs)[0];
    return Promise.resolve({
      arrived: phones.filter(({ phase }) => phase === 'in').length,
      turnedAway: { ...turnedAway },
      current: phones.filter((phone) => phone.isCurrent && phone.replica?.version === this.#newest?.version).length,
      credentials: secret ? phones.filter((phone) => phone.hasCredential(secret.ballotId)).length : 0,
      votesWaiting: phones.reduce((sum, { votesWaiting }) => sum + votesWaiting, 0),
      acknowledged,
      refused,
      phase: this.#newest?.view?.phase ?? null,
      ballots: this.#ballots.filter(({ voters }) => voters === 'people').map((ballot) => ({ ...ballot })),
    });
  }

  async audit(fresh: boolean): Promise<CrowdAudit> {
    const online = () => [...this.#phones.values()].filter(({ isCurrent }) => isCurrent);
    const before = online();
    // What it is sent anew is what the others are compared with.
    if (fresh) before[0]?.cut(0, 'nothing');
    const isLevel = () => online().length >= before.length && this.#heldBy(online()).length <= 1;
    const endsAtMs = performance.now() + LEVEL_WITHIN_MS;
    do await this.#pause(LOOK_EVERY_MS);
    while (!isLevel() && performance.now() < endsAtMs);
    await this.#checkReceipts();
    const { checkInsLost, cuts, versionLagMax, linePlaceMax, votes, latencies } = this.#tally;
    const times = LATENCY_NAMES.map((name) => [name, latencies[name].counts] as const);
    const counts = await this.counts();
    const held = Object.fromEntries(this.#heldBy(online()));
    const found = { checkInsLost, cuts, versionLagMax, linePlaceMax, votes };
    return { counts, held, ...found, latencies: Object.fromEntries(times) as CrowdAudit['latencies'] };
  }

  close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#ticker);
    for (const phone of this.#phones.values()) phone.close();
    this.#requests.close();
    return Promise.resolve();
  }

  /** Returns the phones the order is about, as far as they are there. */
  #start(order: CrowdOrder): () => SimulatedPhone[] {
    const there = () => order.acts.flatMap(({ phone }) => this.#phones.get(phone) ?? []);
    if (order.type === 'cut') {
      for (const { phone, afterMs } of order.acts) this.#phones.get(phone)?.cut(afterMs, order.keeps);
      this.#tally.cuts += order.acts.length;
      return there;
    }
    for (const act of order.acts) setTimeout(() => this.#act(order, act), act.afterMs);
    return there;
  }

  #act(order: Exclude<CrowdOrder, { type: 'cut' }>, act: Act): void {
    if (this.#isClosed) return;
    if (order.type === 'arrive') return this.#arrive(act.phone);
    const phone = this.#phones.get(act.phone);
    if (order.type === 'leave') phone?.close();
    else if (order.type === 'vote') phone?.press(order.ballotId, { lot: (act as Act & { lot: number }).lot, yes: order.yes, no: order.no });
  }

  #arrive(number: number): void {
    const place = this.#places.get(number);
    const key = place === undefined ? undefined : this.#options.keys[place];
    if (!key) return;
    this.#phones.get(number)?.close();
    const { addresses, seed, url } = this.#options;
    const phone = new SimulatedPhone(key, {
      socketUrl: url.replace(/^http/, 'ws'),
      requests: this.#requests,
      frames: this.#frames,
      random: createRandom(seedFor(seed, number)),
      address: number,
      localAddress: addresses.length > 0 ? addresses[number % addresses.length] : undefined,
      onEvent: (event) => this.#tally.hear(event),
      onMessage: (message, replica) => this.#onMessage(message, replica),
    });
    this.#phones.set(number, phone);
  }

  #onMessage(message: ServerMessage, replica: Replica): void {
    if (message.type === 'ballots') return this.#onBallots(message.ballots);
    if (message.type !== 'state' && message.type !== 'patch') return;
    const firstMs = this.#firstSeenMs.get(replica.version);
    if (firstMs === undefined) this.#noteVersion(replica);
    // A phone that comes in later is sent the state of before: that is no late delivery.
    else if (message.type === 'patch') this.#tally.latencies.delivery.add(performance.now() - firstMs);
  }

  #noteVersion(replica: Replica): void {
    this.#firstSeenMs.set(replica.version, performance.now());
    const oldest = this.#firstSeenMs.keys().next();
    if (this.#firstSeenMs.size > VERSIONS_KEPT && !oldest.done) this.#firstSeenMs.delete(oldest.value);
    if (replica.version > (this.#newest?.version ?? -1)) this.#newest = replica;
  }

  #onBallots(ballots: readonly LiveBallot[]): void {
    if (ballots === this.#ballots) return;
    const opened = ballots.filter(({ ballotId, phase, voters }) => {
      const before = this.#ballots.find((one) => one.ballotId === ballotId);
      return voters === 'people' && phase === 'open' && before?.phase !== 'open';
    });
    this.#ballots = ballots;
    for (const { ballotId } of opened) this.#voteByHabit(ballotId);
  }

  #voteByHabit(ballotId: string): void {
    const { voting, seed } = this.#options;
    if (!voting) return;
    for (const [number, phone] of this.#phones) {
      // The same phone votes the same in the same ballot, whenever it came.
      const random = createRandom(seedFor(seed, number) ^ createHash('sha256').update(ballotId).digest().readUInt32BE());
      const press = { lot: random.next(), yes: voting.yes, no: voting.no };
      setTimeout(() => phone.press(ballotId, press), random.next() * voting.overMs);
    }
  }

  #beat(): void {
    this.#tick = (this.#tick + 1) % BEAT_TICKS;
    for (const [number, phone] of this.#phones) {
      if (number % BEAT_TICKS === this.#tick) phone.beat();
      if (phone.isCurrent) this.#noteLag(phone.replica!);
    }
  }

  #noteLag({ version }: Replica): void {
    this.#tally.versionLagMax = Math.max(this.#tally.versionLagMax, (this.#newest?.version ?? version) - version);
  }

  /** How many phones hold what. */
  #heldBy(phones: readonly SimulatedPhone[]): [string, number][] {
    const held = new Map<string, number>();
    for (const { replica } of phones) {
      if (!replica?.view) continue;
      const what = `${replica.version} ${this.#digestOf(replica.view)}`;
      held.set(what, (held.get(what) ?? 0) + 1);
    }
    return [...held];
  }

  #digestOf(view: ConferenceState): string {
    const known = this.#digests.get(view);
    if (known !== undefined) return known;
    const digest = createHash('sha256')
      .update(canonicalize(view) ?? '')
      .digest('hex')
      .slice(0, 16);
    this.#digests.set(view, digest);
    return digest;
  }

  async #checkReceipts(): Promise<void> {
    const over = this.#ballots.filter(({ secrecy, phase }) => secrecy === 'secret' && (phase === 'closed' || phase === 'invalid'));
    for (const { ballotId } of over.filter((one) => this.#tally.ballotIds.includes(one.ballotId))) {
      const answer = await this.#requests.send({ method: 'GET', path: `/ballots/${ballotId}/receipts` }, { address: 0 });
      if (answer.type !== 'ok') continue;
      this.#tally.checkReceipts(ballotId, new Set((answer.body as { readonly receipts: readonly string[] }).receipts));
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms);
  }
}

/** Nothing more is to come of the order for this phone. */
function isSettled(order: CrowdOrder): (phone: SimulatedPhone) => boolean {
  return (phone) => {
    if (phone.phase === 'gone' || phone.phase === 'refused') return true;
    if (order.type === 'vote') return phone.votesWaiting === 0;
    return order.type === 'leave' || phone.isCurrent;
  };
}
