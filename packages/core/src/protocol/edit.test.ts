import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../conference/evolve.ts';
import { RUNS, RUNS_TIMEOUT, runArbitrary } from '../conference/testing/arbitraries.ts';
import { stateAfter } from '../conference/testing/given.ts';
import { asked, live } from '../conference/testing/samples.ts';
import { AUDIENCES, view } from '../conference/view.ts';
import { diff, patch } from './edit.ts';

function sent<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

describe('patches', RUNS_TIMEOUT, () => {
  it('[WIRE-1] lead from each view of a run to the next, for every audience', () => {
    fc.assert(
      fc.property(runArbitrary, fc.constantFrom(...AUDIENCES), ({ steps }, audience) => {
        for (const { before, after } of steps) {
          if (!before || !after) continue;
          const [from, to] = [view(before, audience), view(after, audience)];
          expect(patch(sent(from), sent(diff(from, to)))).toEqual(to);
        }
      }),
      RUNS,
    );
  });

  it('[WIRE-1] lead from the first view of a run to its last at once', () => {
    fc.assert(
      fc.property(runArbitrary, fc.constantFrom(...AUDIENCES), ({ events, end }, audience) => {
        const first = fold(events.slice(0, 1));
        if (!first || !end) return;
        expect(patch(view(first, audience), sent(diff(view(first, audience), view(end, audience))))).toEqual(view(end, audience));
      }),
      RUNS,
    );
  });

  it('[WIRE-1] lead from any JSON to any other', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (from, to) => {
        expect(patch(sent(from), sent(diff(from, to)))).toEqual(sent(to));
      }),
      { ...RUNS, numRuns: 2_000 },
    );
  });

  it('[WIRE-2] leave what they are applied to as it is', () => {
    const frozen = Object.freeze({ list: Object.freeze([1, 2, 3]), kept: Object.freeze({ a: 1 }) });
    const next = patch<unknown>(frozen, diff(frozen, { list: [1, 9], kept: { a: 1 }, more: true }));
    expect(next).toEqual({ list: [1, 9], kept: { a: 1 }, more: true });
    expect(frozen).toEqual({ list: [1, 2, 3], kept: { a: 1 } });
    expect((next as typeof frozen).kept).toBe(frozen.kept);
  });

  it('[WIRE-2] parts that two views share are not looked into', () => {
    const trap = new Proxy({}, { ownKeys: () => expect.fail('looked into') });
    expect(diff({ trap, phase: 'live' }, { trap, phase: 'paused' })).toEqual([{ type: 'update', path: '/phase', value: 'paused' }]);
  });

  it('[WIRE-2] a request is a small patch, however many sites there are', () => {
    const before = stateAfter(live);
    const edits = diff(view(before, 'site'), view(stateAfter([asked('a')], before), 'site'));
    expect(edits.map(({ type, path }) => `${type} ${path}`)).toEqual(['insert /requests/ra', 'insert /queue/0']);
  });

  it('[WIRE-3] escape what a JSON Pointer must', () => {
    const to = { 'a/b': { '~1': 1, '': 2 } };
    expect(diff({ 'a/b': {} }, to).map(({ path }) => path)).toEqual(['/a~1b/~01', '/a~1b/']);
    expect(patch({ 'a/b': {} }, diff({ 'a/b': {} }, to))).toEqual(to);
  });

  it('[WIRE-3] reach no prototype', () => {
    const to: unknown = JSON.parse('{"sites":{"__proto__":{"a":1},"toString":2,"constructor":3}}');
    const next = patch<unknown>({ sites: {} }, diff({ sites: {} }, to));
    expect(JSON.stringify(next)).toBe(JSON.stringify(to));
    patch({}, [{ type: 'insert', path: '/__proto__/polluted', value: true }]);
    patch({}, [{ type: 'insert', path: '/constructor/prototype/polluted', value: true }]);
    expect('polluted' in {}).toBe(false);
    expect(patch(next, diff(next, { sites: {} }))).toEqual({ sites: {} });
  });
});
