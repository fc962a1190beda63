import { Type, type Static, type TSchema } from 'typebox';

/** Commands of the tree of units, as they arrive at `POST /api/v1/units/commands` and from an import. */
const id = () => Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$' });
/** A real calendar day is checked in `decide`; the pattern only keeps the shape. */
const day = () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const name = () => Type.String({ minLength: 1, maxLength: 300 });
const word = () => Type.String({ maxLength: 100 });
/** How a decision is cited: `1685/NQ-UBTVQH15`. */
const document = () => Type.String({ maxLength: 200 });
const parent = () => Type.Union([id(), Type.Null()]);
/** The whole country at once, and room to spare. */
const IMPORT_MAX_UNITS = 50_000;

const newUnitSchema = Type.Object(
  { unitId: id(), code: word(), name: name(), kind: word(), parentId: parent() },
  { additionalProperties: false },
);

function command<T extends string, P extends Record<string, TSchema>>(type: T, properties: P) {
  return Type.Object({ type: Type.Literal(type), ...properties, from: day(), document: document() }, { additionalProperties: false });
}

export const treeCommandSchema = Type.Union([
  /** One unit or a whole import; parents may be in the same list, in any order. */
  command('CreateUnits', { units: Type.Array(newUnitSchema, { minItems: 1, maxItems: IMPORT_MAX_UNITS }) }),
  command('RenameUnit', { unitId: id(), name: name() }),
  command('ChangeUnitKind', { unitId: id(), kind: word() }),
  command('MoveUnit', { unitId: id(), parentId: parent() }),
  /** The old unit closes; its children go to the part named for them, the others to the first part. */
  command('SplitUnit', {
    unitId: id(),
    parts: Type.Array(Type.Object({ unitId: id(), code: word(), name: name(), kind: word() }, { additionalProperties: false }), {
      minItems: 2,
      maxItems: 100,
    }),
    children: Type.Array(Type.Object({ unitId: id(), partId: id() }, { additionalProperties: false }), { maxItems: IMPORT_MAX_UNITS }),
  }),
  /** The old units close, a new one or one of them carries on; children follow. */
  command('MergeUnits', { unitIds: Type.Array(id(), { minItems: 2, maxItems: 1_000 }), into: newUnitSchema }),
  /** `successorId` takes what is open, children included; null only where there are no children. */
  command('CloseUnit', { unitId: id(), successorId: parent() }),
]);

export type TreeCommand = Static<typeof treeCommandSchema>;
export type TreeCommandType = TreeCommand['type'];
export type TreeCommandOf<T extends TreeCommandType> = Extract<TreeCommand, { type: T }>;
