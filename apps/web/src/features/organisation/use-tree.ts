import { useMemo } from 'react';
import type { Day } from '@diemcau/core';
import type { HttpProblem } from '../../live/http.ts';
import { allUnits, asOfQuery } from '../../live/organisation-api.ts';
import type { AsOfChoice } from '../../live/organisation-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
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
export function useTree(asOf: AsOfChoice): LoadedTree {
  const { value, problem, busy, again } = useLoaded(asOfQuery(asOf), () => allUnits(asOf));
  const tree = useMemo(() => (value ? unitTree(value.units) : null), [value]);
  return { tree, version: value?.version ?? 0, day: value?.day ?? null, problem, busy, again };
}
