/** Every step a script may have, with its fields. docs/simulate.md tells the same to people. */
import { ARRIVAL_SHAPES } from '../phones/arrival.ts';
import { comparison, duration, oneOf, part, share, texts, wholeNumber, words, yesOrNo, type Comparison, type Reader } from './fields.ts';

interface Field<T> {
  readonly read: Reader<T>;
  readonly isNeeded: boolean;
}

const needed = <T>(read: Reader<T>): Field<T> & { readonly isNeeded: true } => ({ read, isNeeded: true });
const optional = <T>(read: Reader<T>): Field<T> & { readonly isNeeded: false } => ({ read, isNeeded: false });

/** What is counted while a script runs. */
const ROOM_COUNTS = ['online', 'joined', 'media', 'sending', 'queue', 'counted', 'people', 'help', 'speeches', 'refused'] as const;
/** Percentages of these are of the phones of the run. */
export const PHONE_COUNTS = ['phones', 'phones-current', 'credentials', 'votes', 'votes-refused', 'votes-waiting'] as const;
export const COUNTS = [...ROOM_COUNTS, ...PHONE_COUNTS] as const;
export type CountName = (typeof COUNTS)[number];
const counts = Object.fromEntries(COUNTS.map((name) => [name, optional(comparison)])) as Record<
  CountName,
  Field<Comparison> & { readonly isNeeded: false }
>;
const phase = optional(oneOf('draft', 'scheduled', 'live', 'paused', 'closed'));
/** Of the ballot of people that is open, or was announced last. */
const ballot = optional(oneOf('announced', 'open', 'closed', 'withdrawn', 'invalid'));
const rooms = needed(share);
/** Steps that rooms and phones have in common take one of them or both. */
const either = { rooms: optional(share), phones: optional(share) } as const;
const over = optional(duration);

/** A step that is one word or one time has the field `value`. */
export const STEP_KINDS = {
  arrive: { ...either, over, shape: optional(oneOf(...ARRIVAL_SHAPES)) },
  leave: { ...either, over },
  headcounts: { rooms, over },
  hands: { rooms, over, subject: optional(words) },
  'withdraw-hands': { rooms },
  help: { rooms, over, about: optional(oneOf('picture', 'sound', 'network', 'other')), text: optional(words) },
  'help-over': { rooms },
  posts: { rooms, over, text: optional(words) },
  'power-cut': { ...either, for: needed(duration), 'back-over': optional(duration) },
  'network-cut': { ...either, for: needed(duration) },
  'reconnect-storm': either,
  media: { rooms, keep: needed(yesOrNo) },
  'announce-ballot': {
    question: needed(words),
    secrecy: optional(oneOf('open', 'secret')),
    options: optional(texts),
    choose: optional(wholeNumber),
  },
  'open-ballot': { for: needed(duration) },
  vote: { phones: needed(share), over, yes: optional(part), no: optional(part) },
  chair: {
    value: needed(oneOf('open', 'pause', 'resume', 'close', 'give-floor', 'end-speech', 'open-channel', 'close-channel', 'close-ballot')),
  },
  wait: { value: needed(duration) },
  'wait-until': { ...counts, phase, ballot, within: needed(duration) },
  expect: { ...counts, phase, ballot },
} as const;
export type StepKind = keyof typeof STEP_KINDS;

export function takesEither(kind: StepKind): boolean {
  return 'rooms' in STEP_KINDS[kind] && 'phones' in STEP_KINDS[kind];
}

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
