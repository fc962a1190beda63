/** Plays a script: one step after the other, or at their times. */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsoleClient } from '../console-client.ts';
import { createRandom, type Random } from '../random.ts';
import type { Simulation } from '../simulation.ts';
import { SimulationProblem } from '../simulation-problem.ts';
import { isMet } from './fields.ts';
import { Roster } from './roster.ts';
import { COUNTS, type CountName, type Scenario, type Step, type StepOf } from './step-kinds.ts';
import { STEPS } from './steps.ts';
import type { ScenarioReport, Tally } from './tally.ts';

export interface ScenarioParts {
  readonly simulation: Simulation;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly tally: Tally;
  /** null: the access file has no chair. */
  readonly chair: ConsoleClient | null;
  /** A line for whoever looks on. */
  readonly tell: (line: string) => void;
  /** Ends the run early. */
  readonly signal: AbortSignal;
}

/** How often a condition is looked at: quicker than a person, cheaper than a packet. */
const LOOK_EVERY_MS = 100;

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
    for (const step of parts.scenario.steps) {
      if ('rooms' in step) this.roster.checkNames(step.rooms, step.line);
      if (step.kind === 'chair' && !parts.chair)
        throw new SimulationProblem(`line ${step.line}: a chair step needs the chair's sign-in token in the access file ("officers")`);
    }
  }

  async play(): Promise<ScenarioReport> {
    const { scenario, seed, tally } = this.parts;
    const look = setInterval(() => this.#noteSpeech(), LOOK_EVERY_MS);
    try {
      await this.#playAll(scenario.steps);
    } catch (error) {
      if (!this.parts.signal.aborted) throw error;
      tally.failures.push({ line: 0, wanted: 'the whole script', was: 'stopped' });
    } finally {
      clearInterval(look);
    }
    return tally.report({ title: scenario.title, seed, rooms: this.roster.members.length, tookMs: performance.now() - this.#beganMs });
  }

  /** Rejects when the run is stopped. */
  async wait(ms: number): Promise<void> {
    await sleep(Math.max(0, ms), undefined, { signal: this.parts.signal });
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
      return isMet(wanted, was, this.roster.members.length) ? [] : [{ wanted: `${name} ${wanted.text}`, was: String(was) }];
    });
    const phase = this.roster.view?.phase ?? 'unknown';
    return step.phase === undefined || step.phase === phase ? counts : [...counts, { wanted: `phase ${step.phase}`, was: phase }];
  }

  count(name: CountName): number {
    const { tally } = this.parts;
    const { present, online, view } = this.roster;
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
      if (step.kind === 'wait' || step.kind === 'wait-until' || step.kind === 'expect' || step.kind === 'chair') await played;
      else running.push(played);
      // Without this a step that fails while others are waited for would end the process.
      played.catch(() => undefined);
    }
    await Promise.all(running);
  }

  #play<K extends Step['kind']>(step: Step & { readonly kind: K }): Promise<void> {
    return STEPS[step.kind](this, step as never, step.line);
  }

  #noteSpeech(): void {
    const speech = this.roster.view?.speech;
    if (speech && this.roster.present.some(({ siteId }) => siteId === speech.siteId)) this.parts.tally.speeches.add(speech.speechId);
  }
}
