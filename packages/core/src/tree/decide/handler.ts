import type { Decision } from '../../kernel/decision.ts';
import { tidy } from '../../language/tidy.ts';
import type { TreeCommandOf, TreeCommandType } from '../commands.ts';
import type { Source, TreeEvent, UnitRecord } from '../events.ts';
import type { TreeState } from '../state.ts';

export type TreeHandler<T extends TreeCommandType> = (state: TreeState, command: TreeCommandOf<T>, source: Source) => Decision<TreeEvent>;
export type TreeHandlers<T extends TreeCommandType> = { readonly [K in T]: TreeHandler<K> };

/** As it is kept: every text in NFC, without stray blanks. */
export function tidied(unit: UnitRecord): UnitRecord {
  return { unitId: unit.unitId, code: tidy(unit.code), name: tidy(unit.name), kind: tidy(unit.kind), parentId: unit.parentId };
}

/** The first id that comes twice; undefined: none does. */
export function firstRepeated(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => {
    const again = seen.has(id);
    seen.add(id);
    return again;
  });
}
