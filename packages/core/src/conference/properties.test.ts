import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../kernel/envelope.ts';
import type { ConferenceCommand } from './commands.ts';
import { decide } from './decide.ts';
import { fold } from './evolve.ts';
import type { ConferenceState } from './state.ts';
import { ACTORS, commandArbitrary, filledIn, RUNS, RUNS_TIMEOUT, runArbitrary, type Happened, type Run } from './testing/arbitraries.ts';
import { broken } from './testing/invariants.ts';
import { EVENT_SAMPLES, T0_MS } from './testing/samples.ts';
import { view } from './view.ts';

/** After this many moves of a run time has gone anywhere between nothing and days. */
const NOW_MS = T0_MS + 600_000;

function checkRuns(check: (run: Run) => void): void {
  fc.assert(fc.property(runArbitrary, check), RUNS);
}

/** As it arrives: through JSON. */
function sent<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function asked(command: ConferenceCommand, by: Actor, state: ConferenceState) {
  return decide({ command, by, atMs: NOW_MS, commandId: 'same' }, state);
}

/** The code of a refusal with its parameters, or yes. What is appended may rest on parts that are not seen. */
function answer(command: ConferenceCommand, by: Actor, state: ConferenceState): unknown {
  const decision = asked(command, by, state);
  return decision.ok ? 'yes' : decision.refusal;
}

describe('random conferences', RUNS_TIMEOUT, () => {
  it('[LIFE-11] decide answers every command of everybody in every state, and never throws', () => {
    checkRuns(({ steps }) => {
      for (const { decision } of steps) expect(typeof decision.ok).toBe('boolean');
    });
  });

  it('[LIFE-11] the runs reach every event, and every reason for which a speech ends', () => {
    const types = new Set<string>();
    const reasons = new Set<string>();
    checkRuns(({ steps }) => {
      for (const event of steps.flatMap(({ decision }) => (decision.ok ? decision.events : []))) {
        types.add(event.type);
        if (event.type === 'SpeechEnded') reasons.add(event.reason);
      }
    });
    expect([...types].sort()).toEqual(Object.keys(EVENT_SAMPLES).sort());
    expect([...reasons].sort()).toEqual(['closed', 'lost', 'revoked', 'superseded', 'timed-out', 'yielded']);
  });

  it('[LIFE-12] the journal replayed through JSON gives the state that was live', () => {
    checkRuns(({ events, end }) => {
      expect(fold(sent(events))).toEqual(end);
      expect(sent(end)).toEqual(end);
    });
  });

  it('[LIFE-12] a refusal and an answer without events leave the state as it is', () => {
    checkRuns(({ steps }) => {
      for (const { decision, before, after } of steps) if (!decision.ok || decision.events.length === 0) expect(after).toBe(before);
    });
  });

  it('[FLOOR-24] there are never two floors, and a request is in one place', () => {
    checkRuns(({ steps }) => {
      for (const { after } of steps) expect(after ? broken(after) : []).toEqual([]);
    });
  });

  it('[AGENDA-10] every item has one place, and at most one runs', () => {
    checkRuns(({ end }) => {
      if (!end) return;
      expect([...end.agenda].sort()).toEqual(Object.keys(end.agendaItems).sort());
      expect(Object.values(end.agendaItems).filter((item) => item.status === 'running').length).toBeLessThanOrEqual(1);
    });
  });

  it('[FLOOR-24] at every event in between there is at most one speech', () => {
    checkRuns(({ events }) => {
      let speaking: string | null = null;
      for (const event of events) {
        if (event.type === 'FloorGranted') {
          expect(speaking).toBeNull();
          speaking = event.speechId;
        }
        if (event.type !== 'SpeechEnded') continue;
        expect(event.speechId).toBe(speaking);
        speaking = null;
      }
    });
  });

  it('[CHAIR-3] exactly one account holds the chair from the first appointment on', () => {
    checkRuns(({ steps }) => {
      for (const { before, after } of steps) if (before?.chairHolder) expect(after?.chairHolder).toEqual(expect.any(String));
    });
  });

  it('[FLOOR-20] no time-out ends a speech before its time', () => {
    checkRuns(({ steps }) => steps.forEach(checkTimeOut));
  });

  it('[LIFE-16] nothing in a run reaches a prototype', () => {
    checkRuns(({ end }) => {
      expect(Object.keys(Object.prototype)).toEqual([]);
      if (end) expect(Object.getPrototypeOf(end.sites)).toBe(Object.prototype);
    });
  });
});

function checkTimeOut({ move, decision, before }: Happened): void {
  if (move.command.type !== 'TimeOutSpeech' || !decision.ok) return;
  expect(before?.phase).toBe('live');
  expect(before?.speech?.speechId).toBe(move.command.speechId);
  expect(move.by.kind).toBe('conductor');
}

describe('the browser', RUNS_TIMEOUT, () => {
  const command = fc.array(commandArbitrary, { minLength: 20, maxLength: 40 });

  it('[VIEW-4] a room gets from its view the answer that the server gives it', () => {
    const rooms = ACTORS.filter((actor) => actor.kind === 'site');
    fc.assert(
      fc.property(runArbitrary, command, ({ end }, commands) => {
        if (end) checkSameAnswers(end, view(end, 'site'), { rooms, commands });
      }),
      RUNS,
    );
  });

  it('[VIEW-4] an officer gets from the view of the console the answer that the server gives', () => {
    const officers = ACTORS.filter((actor) => actor.kind === 'account');
    fc.assert(
      fc.property(runArbitrary, command, ({ end }, commands) => {
        if (end) checkSameAnswers(end, view(end, 'console'), { rooms: officers, commands });
      }),
      RUNS,
    );
  });
});

interface Questions {
  readonly rooms: readonly Actor[];
  readonly commands: readonly ConferenceCommand[];
}

function checkSameAnswers(state: ConferenceState, seen: ConferenceState, { rooms, commands }: Questions): void {
  const received = sent(seen);
  for (const command of commands.map((one) => filledIn(one, state, 'fresh'))) {
    for (const by of rooms) {
      expect({ by, command, answer: answer(command, by, received) }).toEqual({ by, command, answer: answer(command, by, state) });
    }
  }
}
