import type { Decision } from '../../kernel/decision.ts';
import type { Actor } from '../../kernel/envelope.ts';
import type { CommandOf, ConferenceCommandType } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import type { ConferenceState } from '../state.ts';

/** When and by whom, taken from the envelope. */
export interface Occasion {
  readonly atMs: number;
  readonly by: Actor;
}

export type ConferenceDecision = Decision<ConferenceEvent>;
export type Handler<T extends ConferenceCommandType> = (
  state: ConferenceState,
  command: CommandOf<T>,
  occasion: Occasion,
) => ConferenceDecision;
export type Handlers<T extends ConferenceCommandType> = { readonly [K in T]: Handler<K> };
