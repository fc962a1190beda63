import { expect } from 'vitest';
import type { Actor } from '../../kernel/envelope.ts';
import type { RefusalCode } from '../../refusals.ts';
import type { ConferenceCommand } from '../commands.ts';
import { decide } from '../decide.ts';
import type { ConferenceEvent } from '../events.ts';
import { fold } from '../evolve.ts';
import type { ConferenceState } from '../state.ts';
import { T0_MS } from './samples.ts';

/** given(events).when(command, by).then(events) or .refused(code). The moment is T0 unless told. */
export function given(...history: readonly (ConferenceEvent | readonly ConferenceEvent[])[]) {
  const state = fold(history.flat());
  return {
    when(command: ConferenceCommand, by: Actor, atMs = T0_MS) {
      const decision = decide({ command, by, atMs, commandId: 'command' }, state);
      return {
        then(...events: readonly ConferenceEvent[]): void {
          expect(decision).toEqual({ ok: true, events });
        },
        refused(code: RefusalCode, params?: Readonly<Record<string, string | number>>): void {
          expect(decision).toEqual({ ok: false, refusal: params ? { code, params } : { code } });
        },
        /** The state behind the events of this decision. */
        state(): ConferenceState {
          if (!decision.ok) throw new Error(`refused: ${decision.refusal.code}`);
          return stateAfter(decision.events, state);
        },
      };
    },
  };
}

export function stateAfter(events: Iterable<ConferenceEvent>, from: ConferenceState | null = null): ConferenceState {
  const state = fold(events, from);
  if (!state) throw new Error('no ConferenceCreated among the events');
  return state;
}
