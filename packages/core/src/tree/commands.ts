import { Type, type Static, type TSchema } from 'typebox';
import { daySchema, idSchema, textSchema } from '../kernel/schemas.ts';

/** The whole country at once, and room to spare. */
const UNITS_MAX = 50_000;
/** The longest official name of a body is about half of this. */
const NAME_MAX_CHARS = 300;
const WORD_MAX_CHARS = 100;
/** How a decision is cited: `1685/NQ-UBTVQH15`. */
const DOCUMENT_MAX_CHARS = 200;

const name = () => textSchema(NAME_MAX_CHARS, 1);
const word = () => textSchema(WORD_MAX_CHARS);
const parent = () => Type.Union([idSchema(), Type.Null()]);
const closed = { additionalProperties: false };
const unitSchema = Type.Object({ unitId: idSchema(), code: word(), name: name(), kind: word(), parentId: parent() }, closed);
const partSchema = Type.Object({ unitId: idSchema(), code: word(), name: name(), kind: word() }, closed);
const units = () => Type.Array(unitSchema, { minItems: 1, maxItems: UNITS_MAX });

function command<T extends string, P extends Record<string, TSchema>>(type: T, properties: P) {
  return Type.Object({ type: Type.Literal(type), ...properties, from: daySchema(), document: textSchema(DOCUMENT_MAX_CHARS) }, closed);
}

/** Commands of the tree of units, as they arrive at `POST /api/v1/units/commands` and from an import. */
export const treeCommandSchema = Type.Union([
  /** Parents may be in the same list, in any order. */
  command('CreateUnits', { units: units() }),
  /** What a list says units are from a day on: creates, changes or reopens them, and leaves those it does not name. */
  command('ImportUnits', { units: units() }),
  command('RenameUnit', { unitId: idSchema(), name: name() }),
  command('RecodeUnit', { unitId: idSchema(), code: word() }),
  command('ChangeUnitKind', { unitId: idSchema(), kind: word() }),
  command('MoveUnit', { unitId: idSchema(), parentId: parent() }),
  /** The old unit closes; its children go to the part named for them, the others to the first part. */
  command('SplitUnit', {
    unitId: idSchema(),
    // A hundred parts of one unit are more than any reform has made.
    parts: Type.Array(partSchema, { minItems: 2, maxItems: 100 }),
    children: Type.Array(Type.Object({ unitId: idSchema(), partId: idSchema() }, closed), { maxItems: UNITS_MAX }),
  }),
  /** The old units close, a new one or one of them carries on; children follow. */
  command('MergeUnits', { unitIds: Type.Array(idSchema(), { minItems: 2, maxItems: 1_000 }), into: unitSchema }),
  /** `successorId` takes what is open, children included; null only where there are no children. */
  command('CloseUnit', { unitId: idSchema(), successorId: parent() }),
  /** For a unit that exists again, or existed earlier than was recorded, or should not have been closed. */
  command('ReopenUnit', { unit: unitSchema }),
]);

export type TreeCommand = Static<typeof treeCommandSchema>;
export type TreeCommandType = TreeCommand['type'];
export type TreeCommandOf<T extends TreeCommandType> = Extract<TreeCommand, { type: T }>;
