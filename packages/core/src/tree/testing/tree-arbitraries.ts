import fc from 'fast-check';
import type { TreeCommand, TreeCommandType } from '../commands.ts';
import { EARLY, LATER, LATEST, T0_MS, TODAY } from './given-tree.ts';

/** Same runs on every machine; raise `numRuns` by hand to dig. */
export const RUNS = { seed: 20_261_015, numRuns: 300 } as const;

/** Names of inherited properties are ids like any other here; `__proto__` comes past the schema only. */
const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'toString', 'constructor', '__proto__'];
const unitId = fc.constantFrom(...ids);
/** Ids for what is new: most are not taken yet. */
const newId = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 60 }).map((place) => `n${place}`) },
  { weight: 1, arbitrary: unitId },
);
const parentId = fc.option(unitId, { freq: 3 });
const code = fc.constantFrom('', '', '', '01', '02', ' 01 ');
const names = ['Xã Khe Sim', 'Xã Vạn Chài', 'Phường Hoà', 'Phường Hòa', 'Phường Cầu Mới'.normalize('NFD')];
const name = fc.oneof({ weight: 15, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.constant('  ') });
const kind = fc.constantFrom('xã', 'tỉnh');
const unit = fc.record({ unitId, code, name, kind, parentId });
const units = fc.uniqueArray(unit, { minLength: 1, maxLength: 5, selector: (one) => one.unitId });
const newUnits = fc.uniqueArray(fc.record({ unitId: newId, code, name, kind, parentId }), {
  minLength: 1,
  maxLength: 3,
  selector: (one) => one.unitId,
});
const part = fc.record({ unitId: newId, code: fc.constant(''), name, kind });

type Fields<T extends TreeCommandType> = fc.Arbitrary<Omit<Extract<TreeCommand, { type: T }>, 'type' | 'from' | 'document'>>;

/** A new command without an arbitrary does not compile. */
const FIELDS: { readonly [T in TreeCommandType]: Fields<T> } = {
  CreateUnits: fc.record({ units: newUnits }),
  ImportUnits: fc.record({ units }),
  RenameUnit: fc.record({ unitId, name }),
  RecodeUnit: fc.record({ unitId, code }),
  ChangeUnitKind: fc.record({ unitId, kind }),
  MoveUnit: fc.record({ unitId, parentId }),
  SplitUnit: fc.record({
    unitId,
    parts: fc.uniqueArray(part, { minLength: 2, maxLength: 3, selector: (one) => one.unitId }),
    children: fc.oneof(
      { weight: 5, arbitrary: fc.constant<{ unitId: string; partId: string }[]>([]) },
      { weight: 1, arbitrary: fc.array(fc.record({ unitId, partId: newId }), { maxLength: 1 }) },
    ),
  }),
  MergeUnits: fc.record({
    unitIds: fc.uniqueArray(unitId, { minLength: 2, maxLength: 3 }),
    into: fc.record({ unitId: fc.oneof(unitId, newId), code: fc.constant(''), name, kind, parentId }),
  }),
  CloseUnit: fc.record({ unitId, successorId: parentId }),
  ReopenUnit: fc.record({ unit }),
};

const dated = fc.record({ from: fc.constantFrom(EARLY, TODAY, TODAY, LATER, LATEST), document: fc.constantFrom('', '1/QĐ', '2/NQ') });

export const treeCommandArbitrary: fc.Arbitrary<TreeCommand> = fc.oneof(
  ...(Object.keys(FIELDS) as TreeCommandType[]).map((type) =>
    fc.tuple(FIELDS[type] as fc.Arbitrary<object>, dated).map(([fields, when]) => ({ type, ...fields, ...when }) as TreeCommand),
  ),
);

export interface DatedOrder {
  readonly command: TreeCommand;
  readonly atMs: number;
}

/** Commands and when they arrive; clocks of two workers differ, so time may go back a little. */
export const ordersArbitrary: fc.Arbitrary<DatedOrder[]> = fc
  .array(fc.record({ command: treeCommandArbitrary, afterMs: fc.constantFrom(0, 1, 1_000, -3) }), {
    minLength: 1,
    maxLength: 60,
    size: 'max',
  })
  .map((orders) => {
    let atMs = T0_MS;
    return orders.map(({ command, afterMs }) => ({ command, atMs: (atMs += afterMs) }));
  });

/** How every run begins: two roots and what stands under them. */
export const BEGINNING: TreeCommand = {
  type: 'CreateUnits',
  units: ids
    .slice(0, 7)
    .map((id, place) => ({ unitId: id, code: '', name: id, kind: '', parentId: place < 2 ? null : ids[Math.floor(place / 3)]! })),
  from: EARLY,
  document: '',
};
