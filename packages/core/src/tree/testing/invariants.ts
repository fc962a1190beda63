import { expect } from 'vitest';
import { treeAt, unitAt } from '../as-of.ts';
import type { TreeState } from '../state.ts';

/** On every day: no unit under one that is not there, none under itself, no code twice. Slow and simple on purpose. */
export function expectSound(state: TreeState): void {
  for (const day of state.days) {
    const units = treeAt(state, { day });
    for (const start of units) {
      let steps = 0;
      for (let current = start; current.parentId !== null; steps += 1) {
        const parent = unitAt(state, current.parentId, { day });
        expect(parent, `${current.unitId} stands under missing ${current.parentId} on ${day}`).not.toBeNull();
        expect(steps, `${start.unitId} stands under itself on ${day}`).toBeLessThan(units.length);
        current = parent!;
      }
    }
    const codes = units.map((unit) => unit.code).filter((code) => code !== '');
    expect(new Set(codes).size, `a code twice on ${day}`).toBe(codes.length);
  }
}
