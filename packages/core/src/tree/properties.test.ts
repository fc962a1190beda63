import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeAt } from './as-of.ts';
import { decideTree } from './decide.ts';
import type { TreeEvent } from './events.ts';
import { foldTree } from './evolve.ts';
import { EMPTY_TREE, type TreeState } from './state.ts';
import { expectSound } from './testing/invariants.ts';
import { BEGINNING, ordersArbitrary, RUNS, type DatedOrder } from './testing/tree-arbitraries.ts';

interface Play {
  readonly events: readonly TreeEvent[];
  readonly states: readonly TreeState[];
}

function played(orders: readonly DatedOrder[]): Play {
  const states: TreeState[] = [EMPTY_TREE];
  const events: TreeEvent[] = [];
  for (const { command, atMs } of [{ command: BEGINNING, atMs: 1 }, ...orders]) {
    const state = states.at(-1)!;
    const decision = decideTree({ command, atMs, by: { kind: 'operator' }, commandId: 'c' }, state);
    if (!decision.ok || decision.events.length === 0) continue;
    events.push(...decision.events);
    states.push(foldTree(decision.events, state));
  }
  return { events, states };
}

const plays = ordersArbitrary.map(played);

/** Three hundred trees take a second and a half; a machine that is busy otherwise may take twenty. */
describe('a tree whatever is asked of it', { timeout: 30_000 }, () => {
  it('[TREE-1] is sound on every day', () => {
    fc.assert(
      fc.property(plays, ({ states }) => states.forEach(expectSound)),
      RUNS,
    );
  });

  it('[TREE-2] replayed through JSON is the tree that was live', () => {
    fc.assert(
      fc.property(plays, ({ events, states }) => {
        expect(foldTree(JSON.parse(JSON.stringify(events)) as TreeEvent[])).toEqual(states.at(-1));
      }),
      RUNS,
    );
  });

  it('[TREE-3] as known then is what was known then', () => {
    fc.assert(
      fc.property(plays, ({ states }) => {
        const end = states.at(-1)!;
        states.forEach((state, place) => {
          // Records of the same moment became known together.
          if (states[place + 1]?.recordedAtMs === state.recordedAtMs) return;
          for (const day of end.days) expect(treeAt(end, { day, recordedAtMs: state.recordedAtMs })).toEqual(treeAt(state, { day }));
        });
      }),
      RUNS,
    );
  });

  it('[TREE-1] the runs get somewhere', () => {
    const runs = fc.sample(plays, RUNS);
    const types = new Set(runs.flatMap(({ events }) => events.map((event) => event.type)));
    expect(types.size).toBe(7);
    expect(runs.filter(({ states }) => states.length > 10).length).toBeGreaterThan(RUNS.numRuns / 3);
  });
});
