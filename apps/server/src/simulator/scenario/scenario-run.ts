/** Plays a script: one step after the other, or at their times. */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsoleClient } from '../console-client.ts';
import { lossesOf } from '../phones/exactness.ts';
import type { PhoneParty } from '../phones/phone-party.ts';
import { createRandom, type Random } from '../random.ts';
import type { Simulation } from '../simulation.ts';
import { SimulationProblem } from '../simulation-problem.ts';
import { isMet } from './fields.ts';
import { Roster } from './roster.ts';
import { COUNTS, PHONE_COUNTS, type CountName, type Scenario, type Step, type StepOf } from './step-kinds.ts';
import { STEPS } from './steps.ts';
import type { ScenarioReport, Tally } from './tally.ts';

export interface ScenarioParts {
  readonly simulation: Simulation;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly tally: Tally;
  /** null: rooms only. */
  readonly phones: PhoneParty | null;
  /** null: neither the access file nor a token brings one along. */
  readonly chair: ConsoleClient | null;
  /** A line for whoever looks on. */
  readonly tell: (line: string) => void;
  /** Ends the run early. */
  readonly signal: AbortSignal;
}

/** How often a condition is looked at: quicker than a person, cheaper than a packet. */
const LOOK_EVERY_MS = 100;

/** Steps that others wait for, whether these have a time or not. */
const AT_ONCE: readonly Step['kind'][] = ['wait', 'wait-until', 'expect', 'chair', 'announce-ballot', 'open-ballot'];

export class ScenarioRun {
  readonly parts: ScenarioParts;
  readonly roster: Roster;
  readonly random: Random;
  readonly #beganMs = performance.now();

  /** Throws SimulationProblem where the script asks for what the access file has not. */
  constructor(parts: ScenarioParts) {
    this.parts = parts;
    // Every room that waits listens for the end: as many as there are rooms, and no leak.
    setMaxListeners(0, parts.signal);
    // Numbers of its own: who is drawn does not depend on what rooms do.
    this.random = createRandom(parts.seed ^ 0x5ce0);
    this.roster = new Roster(parts.simulation.rooms, this.random);
    for (const step of parts.scenario.steps) this.#check(step);
  }

  async play(): Promise<ScenarioReport> {
    const { scenario, seed, tally } = this.parts;
    const look = setInterval(() => this.#noteSpeech(), LOOK_EVERY_MS);
    try {
      await Promise.race([this.#playAll(scenario.steps), this.#stopped()]);
    } catch (error) {
      if (!this.parts.signal.aborted) throw error;
      tally.failures.push({ line: 0, wanted: 'the whole script', was: 'stopped' });
    } finally {
      clearInterval(look);
    }
    const phones = await this.parts.phones?.report();
    for (const { wanted, was } of phones ? lossesOf(phones) : []) this.fail(0, wanted, was);
    const tookMs = performance.now() - this.#beganMs;
    const report = tally.report({ title: scenario.title, seed, rooms: this.roster.members.length, tookMs });
    return phones ? { ...report, phones } : report;
  }

  /** Asks the phones how they are; what is counted of them is as of then. */
  async look(): Promise<void> {
    await this.parts.phones?.look();
  }

  /** Rejects when the run is stopped. */
  async wait(ms: number): Promise<void> {
    await sleep(Math.max(0, ms), undefined, { signal: this.parts.signal });
  }

  /** Rejects when the run is stopped: phones that do not come in hold nobody up then. */
  #stopped(): Promise<never> {
    const { signal } = this.parts;
    return new Promise((_resolve, reject) => {
      const stop = () => reject(new Error('stopped'));
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
  }

  /** Does it for each, spread over a time by the seed. */
  async spread<T>(ones: readonly T[], overMs: number | undefined, act: (one: T) => Promise<unknown> | void): Promise<void> {
    const delays = ones.map(() => this.random.next() * (overMs ?? 0));
    await Promise.all(
      ones.map(async (one, index) => {
        if (overMs) await this.wait(delays[index]!);
        await act(one);
      }),
    );
  }

  fail(line: number, wanted: string, was: string): void {
    this.parts.tally.failures.push({ line, wanted, was });
    this.parts.tell(`line ${line}: wanted ${wanted}, was ${was}`);
  }

  /** What of the conditions does not hold; empty: all hold. */
  unmet(step: StepOf<'expect'> | StepOf<'wait-until'>): { readonly wanted: string; readonly was: string }[] {
    const counts = COUNTS.flatMap((name) => {
      const wanted = step[name];
      if (!wanted) return [];
      const was = this.count(name);
      return isMet(wanted, was, this.#wholeOf(name)) ? [] : [{ wanted: `${name} ${wanted.text}`, was: String(was) }];
    });
    const phones = this.parts.phones?.counts;
    const words = { phase: this.roster.view?.phase ?? phones?.phase ?? 'unknown', ballot: phones?.ballot?.phase ?? 'none' };
    const others = (['phase', 'ballot'] as const).filter((name) => step[name] !== undefined && step[name] !== words[name]);
    return [...counts, ...others.map((name) => ({ wanted: `${name} ${step[name]!}`, was: words[name] }))];
  }

  count(name: CountName): number {
    const { tally } = this.parts;
    const { present, online, view } = this.roster;
    const phones = this.parts.phones?.counts;
    const counts: Readonly<Record<CountName, () => number>> = {
      online: () => online.length,
      joined: () => present.length,
      media: () => present.filter((site) => site.hasMedia).length,
      sending: () => present.filter((site) => site.isSending).length,
      queue: () => view?.queue.length ?? 0,
      counted: () => tally.countedPeople.size,
      people: () => [...tally.countedPeople.values()].reduce((sum, people) => sum + people, 0),
      help: () => present.filter((site) => site.helpCall !== null).length,
      speeches: () => tally.speeches.size,
      refused: () => tally.refused,
      phones: () => phones?.arrived ?? 0,
      'phones-current': () => phones?.current ?? 0,
      credentials: () => phones?.credentials ?? 0,
      votes: () => phones?.acknowledged ?? 0,
      'votes-refused': () => phones?.refused ?? 0,
      'votes-waiting': () => phones?.waiting ?? 0,
    };
    return counts[name]();
  }

  async #playAll(steps: readonly Step[]): Promise<void> {
    let running: Promise<void>[] = [];
    for (const step of steps) {
      if (step.atMs === null) {
        await Promise.all(running);
        running = [];
      } else await this.wait(step.atMs - (performance.now() - this.#beganMs));
      this.parts.tell(`line ${step.line}: ${step.kind}`);
      const played = this.#play(step);
      // What is asked and waited for decides when the script goes on; the rest goes on beside it.
      if (AT_ONCE.includes(step.kind)) await played;
      else running.push(played);
      // Without this a step that fails while others are waited for would end the process.
      played.catch(() => undefined);
    }
    await Promise.all(running);
  }

  #wholeOf(name: CountName): number {
    const isOfPhones = (PHONE_COUNTS as readonly CountName[]).includes(name);
    return isOfPhones ? (this.parts.phones?.size ?? 0) : this.roster.members.length;
  }

  #check(step: Step): void {
    const { chair, phones } = this.parts;
    if ('rooms' in step && step.rooms) this.roster.checkNames(step.rooms, step.line);
    const isDesk = step.kind === 'chair' || step.kind === 'announce-ballot' || step.kind === 'open-ballot';
    if (isDesk && !chair)
      throw new SimulationProblem(
        `line ${step.line}: a ${step.kind} step needs the chair's sign-in token in the access file ("officers"), or --token-file`,
      );
    // In a condition `phones` is a count.
    const share = 'phones' in step && step.phones && 'kind' in step.phones ? step.phones : undefined;
    const isBallot =
      step.kind === 'announce-ballot' || step.kind === 'open-ballot' || (step.kind === 'chair' && step.value === 'close-ballot');
    if ((share || isBallot) && !phones) throw new SimulationProblem(`line ${step.line}: there are no phones in this run (--phones N)`);
    const unknown = share && phones?.unknownName(share);
    if (unknown !== undefined) throw new SimulationProblem(`line ${step.line}: no phone is of a room, unit or branch "${unknown}"`);
  }

  #play<K extends Step['kind']>(step: Step & { readonly kind: K }): Promise<void> {
    return STEPS[step.kind](this, step as never, step.line);
  }

  #noteSpeech(): void {
    const speech = this.roster.view?.speech;
    if (speech && this.roster.present.some(({ siteId }) => siteId === speech.siteId)) this.parts.tally.speeches.add(speech.speechId);
  }
}
