import { useMemo } from 'react';
import type { Day } from '@diemcau/core';
import type { HttpProblem } from './http.ts';
import { allUnits, asOfQuery } from './organisation-api.ts';
import type { AsOfChoice } from './organisation-api.ts';
import { useLoaded } from './use-loaded.ts';
import { unitTree } from './unit-tree.ts';
import type { UnitTree } from './unit-tree.ts';

export interface LoadedTree {
  /** null until it is there. */
  readonly tree: UnitTree | null;
  readonly version: number;
  readonly day: Day | null;
  readonly problem: HttpProblem | null;
  readonly busy: boolean;
  readonly again: () => void;
}

/** All units of a day at once: ten thousand are two answers, and searching them takes no further question. */
export function useUnitTree(asOf: AsOfChoice): LoadedTree {
  const { value, problem, busy, again } = useLoaded(asOfQuery(asOf), () => allUnits(asOf));
  const tree = useMemo(() => (value ? unitTree(value.units) : null), [value]);
  return { tree, version: value?.version ?? 0, day: value?.day ?? null, problem, busy, again };
}
