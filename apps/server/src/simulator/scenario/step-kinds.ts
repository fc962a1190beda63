/** Every step a script may have, with its fields. docs/simulate.md tells the same to people. */
import { comparison, duration, oneOf, share, words, yesOrNo, type Comparison, type Reader } from './fields.ts';

interface Field<T> {
  readonly read: Reader<T>;
  readonly isNeeded: boolean;
}

const needed = <T>(read: Reader<T>): Field<T> & { readonly isNeeded: true } => ({ read, isNeeded: true });
const optional = <T>(read: Reader<T>): Field<T> & { readonly isNeeded: false } => ({ read, isNeeded: false });

/** What is counted while a script runs. */
export const COUNTS = ['online', 'joined', 'media', 'sending', 'queue', 'counted', 'people', 'help', 'speeches', 'refused'] as const;
export type CountName = (typeof COUNTS)[number];
const counts = Object.fromEntries(COUNTS.map((name) => [name, optional(comparison)])) as Record<
  CountName,
  Field<Comparison> & { readonly isNeeded: false }
>;
const phase = optional(oneOf('draft', 'scheduled', 'live', 'paused', 'closed'));
const rooms = needed(share);
const over = optional(duration);

/** A step that is one word or one time has the field `value`. */
export const STEP_KINDS = {
  arrive: { rooms, over },
  leave: { rooms, over },
  headcounts: { rooms, over },
  hands: { rooms, over, subject: optional(words) },
  'withdraw-hands': { rooms },
  help: { rooms, over, about: optional(oneOf('picture', 'sound', 'network', 'other')), text: optional(words) },
  'help-over': { rooms },
  posts: { rooms, over, text: optional(words) },
  'power-cut': { rooms, for: needed(duration), 'back-over': optional(duration) },
  'network-cut': { rooms, for: needed(duration) },
  'reconnect-storm': { rooms },
  media: { rooms, keep: needed(yesOrNo) },
  chair: { value: needed(oneOf('open', 'pause', 'resume', 'close', 'give-floor', 'end-speech', 'open-channel', 'close-channel')) },
  wait: { value: needed(duration) },
  'wait-until': { ...counts, phase, within: needed(duration) },
  expect: { ...counts, phase },
} as const;
export type StepKind = keyof typeof STEP_KINDS;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type FieldsOf<F> = {
  readonly [K in keyof F as F[K] extends { readonly isNeeded: true } ? K : never]: ValueOf<F[K]>;
} & { readonly [K in keyof F as F[K] extends { readonly isNeeded: true } ? never : K]?: ValueOf<F[K]> };

export type StepOf<K extends StepKind> = { readonly kind: K } & FieldsOf<(typeof STEP_KINDS)[K]>;
type AnyStep = { readonly [K in StepKind]: StepOf<K> }[StepKind];

/** Where it stands, when it begins (null: when everything before is over), and what it does. */
export type Step = AnyStep & { readonly line: number; readonly atMs: number | null };

export interface Scenario {
  readonly title: string;
  readonly seed: number | null;
  /** How long a room that is given the floor talks before it yields. */
  readonly speech: { readonly fromMs: number; readonly toMs: number };
  readonly steps: readonly Step[];
}
