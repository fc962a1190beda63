/** A script of a simulation from YAML or JSON, which is YAML; what is wrong is told with line and column. */
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml';
import { SimulationProblem } from '../simulation-problem.ts';
import { duration, wholeNumber, words, type Reader } from './fields.ts';
import { COUNTS, STEP_KINDS, takesEither, type Scenario, type Step, type StepKind } from './step-kinds.ts';

/** Half a minute to a minute and a half, as people speak in a discussion. */
const USUAL_SPEECH = { fromMs: 30_000, toMs: 90_000 };

const CONDITIONS: readonly string[] = [...COUNTS, 'phase', 'ballot'];

/** Throws SimulationProblem: `path:line:column: what is wrong`. */
export function readScenario(text: string, path: string): Scenario {
  const reading = new Reading(path);
  const document = parseDocument(text, { lineCounter: reading.lines, prettyErrors: false });
  const [fault] = document.errors;
  if (fault) throw reading.problemAt(fault.pos[0], fault.message);
  return reading.scenario(document.contents);
}

class Reading {
  readonly lines = new LineCounter();
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  scenario(root: unknown): Scenario {
    const map = this.#map(root, 'a script begins with "title:" and "steps:"');
    this.#refuseOthers(map, ['title', 'seed', 'speech', 'steps']);
    const steps = map.get('steps', true);
    if (!isSeq(steps) || steps.items.length === 0) throw this.#problem(steps ?? map, 'steps takes a list of at least one step');
    return {
      title: this.#optional(map, 'title', words) ?? this.#path,
      seed: this.#optional(map, 'seed', wholeNumber) ?? null,
      speech: this.#speech(map),
      steps: steps.items.map((item) => this.#step(item)),
    };
  }

  problemAt(offset: number, message: string): SimulationProblem {
    const { line, col } = this.lines.linePos(offset);
    return new SimulationProblem(`${this.#path}:${line}:${col}: ${message}`);
  }

  #speech(map: YAMLMap): Scenario['speech'] {
    const speech = map.get('speech', true);
    if (speech === undefined) return USUAL_SPEECH;
    const times = this.#map(speech, 'speech takes { from: 20s, to: 40s }');
    this.#refuseOthers(times, ['from', 'to']);
    const fromMs = this.#needed(times, 'from', duration);
    const toMs = this.#needed(times, 'to', duration);
    if (toMs < fromMs) throw this.#problem(times, 'speech ends before it begins');
    return { fromMs, toMs };
  }

  #step(item: unknown): Step {
    const map = this.#map(item, `a step is one of: ${Object.keys(STEP_KINDS).join(', ')}`);
    const kinds = keysOf(map).filter(([name]) => name !== 'at');
    const [first, second] = kinds;
    if (!first) throw this.#problem(map, 'a step has something to do beside its time');
    if (second) throw this.#problem(second[1].key, `a step does one thing; "${second[0]}" goes into a step of its own`);
    const [kind, pair] = first;
    if (!Object.hasOwn(STEP_KINDS, kind))
      throw this.#problem(pair.key, `there is no step "${kind}"; there are ${Object.keys(STEP_KINDS).join(', ')}`);
    const fields = this.#fields(kind as StepKind, pair);
    if ((kind === 'expect' || kind === 'wait-until') && !CONDITIONS.some((name) => Object.hasOwn(fields, name)))
      throw this.#problem(pair.key, `${kind} says nothing of ${CONDITIONS.join(', ')}`);
    if (takesEither(kind as StepKind) && fields['rooms'] === undefined && fields['phones'] === undefined)
      throw this.#problem(pair.value, `${kind} takes "rooms", "phones" or both`);
    const { line } = this.lines.linePos(offsetOf(map));
    return { ...fields, kind, line, atMs: this.#optional(map, 'at', duration) ?? null } as unknown as Step;
  }

  #fields(kind: StepKind, pair: Pair): Record<string, unknown> {
    const wanted = Object.entries(
      STEP_KINDS[kind] as Readonly<Record<string, { readonly read: Reader<unknown>; readonly isNeeded: boolean }>>,
    );
    const alone = wanted.find(([name]) => name === 'value');
    if (alone) return { value: this.#read(pair.value, kind, alone[1].read) };
    const map = this.#map(pair.value, `${kind} takes fields: ${wanted.map(([name]) => name).join(', ')}`);
    this.#refuseOthers(
      map,
      wanted.map(([name]) => name),
    );
    const read = wanted.map(([name, { read, isNeeded }]) => [
      name,
      isNeeded ? this.#needed(map, name, read) : this.#optional(map, name, read),
    ]);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Record<string, unknown>;
  }

  #needed<T>(map: YAMLMap, name: string, read: Reader<T>): T {
    if (!map.has(name)) throw this.#problem(map, `"${name}" is missing`);
    return this.#read(map.get(name, true), name, read);
  }

  #optional<T>(map: YAMLMap, name: string, read: Reader<T>): T | undefined {
    return map.has(name) ? this.#read(map.get(name, true), name, read) : undefined;
  }

  #read<T>(node: unknown, name: string, read: Reader<T>): T {
    const value: unknown = isNode(node) ? node.toJSON() : node;
    try {
      return read(value);
    } catch (error) {
      throw this.#problem(node, `${name} takes ${(error as Error).message}, not ${JSON.stringify(value)}`);
    }
  }

  #map(node: unknown, expected: string): YAMLMap {
    if (!isMap(node)) throw this.#problem(node, expected);
    return node;
  }

  #refuseOthers(map: YAMLMap, known: readonly string[]): void {
    const other = keysOf(map).find(([name]) => !known.includes(name));
    if (other) throw this.#problem(other[1].key, `"${other[0]}" is not known here; there are ${known.join(', ')}`);
  }

  #problem(node: unknown, message: string): SimulationProblem {
    return this.problemAt(offsetOf(node), message);
  }
}

function keysOf(map: YAMLMap): [string, Pair][] {
  return map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]);
}

function offsetOf(node: unknown): number {
  return isNode(node) ? ((node as Node).range?.[0] ?? 0) : 0;
}

/** Plays so many times as fast; how long something may take at most stays. */
export function hasten(scenario: Scenario, speed: number): Scenario {
  const sooner = (ms: number) => Math.round(ms / speed);
  const { speech, steps } = scenario;
  return {
    ...scenario,
    speech: { fromMs: sooner(speech.fromMs), toMs: sooner(speech.toMs) },
    steps: steps.map((step) => ({ ...step, ...hastened(step, sooner), atMs: step.atMs === null ? null : sooner(step.atMs) }) as Step),
  };
}

function hastened(step: Step, sooner: (ms: number) => number): Readonly<Record<string, number>> {
  const isTime = (name: string) => ['over', 'for', 'back-over'].includes(name) || (step.kind === 'wait' && name === 'value');
  const times = Object.entries(step).filter((entry): entry is [string, number] => isTime(entry[0]) && typeof entry[1] === 'number');
  return Object.fromEntries(times.map(([name, ms]) => [name, sooner(ms)]));
}
