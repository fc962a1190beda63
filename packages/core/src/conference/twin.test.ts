import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConferenceCommand } from './commands.ts';
import { decide } from './decide.ts';
import { fold } from './evolve.ts';
import type { ConferenceState } from './state.ts';
import { RUNS, RUNS_TIMEOUT, runArbitrary } from './testing/arbitraries.ts';
import { recordedBriefing } from './testing/recorded-briefing.ts';
import { operator, T0_MS } from './testing/samples.ts';
import { duplicateCommands, rehearsalCommands } from './twin.ts';

const plan = { conferenceId: 'c2', title: 'Diễn tập: Giao ban quý III', startsAtMs: T0_MS - 86_400_000 };

/** The state these commands lead to, every one of them accepted. */
function made(commands: readonly ConferenceCommand[]): ConferenceState {
  let state: ConferenceState | null = null;
  for (const command of commands) {
    const decision = decide({ command, by: operator, atMs: T0_MS, commandId: 'c' }, state);
    expect({ command, decision }).toMatchObject({ decision: { ok: true } });
    state = decision.ok ? fold(decision.events, state) : state;
  }
  return state!;
}

describe('twins', RUNS_TIMEOUT, () => {
  const briefing = fold(recordedBriefing().events)!;

  it('[REHEARSAL-1] a rehearsal has rooms, officers, agenda and documents, and none of what happened', () => {
    const twin = made(rehearsalCommands(briefing, plan));
    expect(twin).toMatchObject({
      ...plan,
      rehearsal: true,
      rehearsalOf: 'c1',
      phase: 'scheduled',
      hallSiteId: 'hall',
      chairHolder: 'chair',
    });
    expect(twin.sites).toEqual(briefing.sites);
    expect(twin.officers).toEqual(briefing.officers);
    expect(twin.agenda).toEqual(briefing.agenda);
    expect(Object.values(twin.agendaItems).every((item) => item.status === 'planned')).toBe(true);
    expect(twin.documents).toEqual({ d1: { ...briefing.documents['d1'], version: 1, earlier: [] } });
    expect([twin.pastSpeeches, twin.messages, twin.headcounts, twin.checklist]).toEqual([[], {}, {}, {}]);
  });

  it('[REHEARSAL-1] every conference there can be is rehearsed', () => {
    fc.assert(
      fc.property(runArbitrary, ({ end }) => {
        if (end) expect(made(rehearsalCommands(end, plan)).rehearsal).toBe(true);
      }),
      { ...RUNS, numRuns: 100 },
    );
  });

  it('[REHEARSAL-2] a duplicate is no rehearsal, and its checklist is undone', () => {
    const twin = made(duplicateCommands(briefing, plan));
    expect(twin.rehearsal).toBe(false);
    expect(Object.keys(twin.checklist)).toEqual(['k1', 'k2']);
    expect(Object.values(twin.checklist).every((check) => check.doneAtMs === null)).toBe(true);
  });
});
