/** What is counted while a script runs, and the report at its end. */
import type { RoomAccess } from '../access.ts';
import type { PhonesReport } from '../phones/exactness.ts';
import type { SiteEvent } from '../simulated-site.ts';

export interface Failure {
  readonly line: number;
  /** What was wanted. */
  readonly wanted: string;
  /** What there was. */
  readonly was: string;
}

/** One JSON line, last of the output. */
export interface ScenarioReport {
  readonly simulation: string;
  readonly ok: boolean;
  readonly seed: number;
  readonly rooms: number;
  readonly seconds: number;
  readonly commands: { readonly done: number; readonly refused: number };
  readonly refusals: Readonly<Record<string, number>>;
  /** Rooms the server closed for good, by its reason. */
  readonly sentAway: Readonly<Record<string, number>>;
  readonly cuts: number;
  /** From the moment a room has its line again until the server has welcomed it; null: nobody was away. */
  readonly returnMs: { readonly count: number; readonly median: number; readonly p95: number; readonly max: number } | null;
  readonly speeches: number;
  readonly met: number;
  readonly failures: readonly Failure[];
  /** Where the run had phones. */
  readonly phones?: PhonesReport;
}

export class Tally {
  readonly failures: Failure[] = [];
  readonly countedPeople = new Map<string, number>();
  readonly speeches = new Set<string>();
  readonly #refusals = new Map<string, number>();
  readonly #sentAway = new Map<string, number>();
  readonly #lateMs: number[] = [];
  met = 0;
  #done = 0;
  #cuts = 0;

  get refused(): number {
    return [...this.#refusals.values()].reduce((sum, count) => sum + count, 0);
  }

  hear(room: RoomAccess, event: SiteEvent): void {
    if (event.type === 'dropped') this.#cuts += 1;
    // A person who takes a room's place is no failure; a server that sends a room away is worth a line.
    if (event.type === 'stood-aside' && event.why !== 'taken') this.#sentAway.set(event.why, (this.#sentAway.get(event.why) ?? 0) + 1);
    if (event.type === 'returned') this.#lateMs.push(event.lateMs);
    if (event.type !== 'command') return;
    const { command, refused } = event;
    if (refused !== null) return void this.#refusals.set(refused, (this.#refusals.get(refused) ?? 0) + 1);
    this.#done += 1;
    if (command.type === 'ReportHeadcount') this.countedPeople.set(command.siteId, command.count);
  }

  report(of: { readonly title: string; readonly seed: number; readonly rooms: number; readonly tookMs: number }): ScenarioReport {
    return {
      simulation: of.title,
      ok: this.failures.length === 0,
      seed: of.seed,
      rooms: of.rooms,
      seconds: Math.round(of.tookMs / 100) / 10,
      commands: { done: this.#done, refused: this.refused },
      refusals: Object.fromEntries(this.#refusals),
      sentAway: Object.fromEntries(this.#sentAway),
      cuts: this.#cuts,
      returnMs: spread(this.#lateMs),
      speeches: this.speeches.size,
      met: this.met,
      failures: this.failures,
    };
  }
}

function spread(values: readonly number[]): ScenarioReport['returnMs'] {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
  return { count: sorted.length, median: at(0.5), p95: at(0.95), max: sorted.at(-1)! };
}
