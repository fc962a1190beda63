import { Type, type Static } from 'typebox';
import { daySchema, idSchema, textSchema } from '../kernel/schemas.ts';
import { ROLES, type Role } from './state.ts';

const closed = { additionalProperties: false };
const REASON_MAX_CHARS = 500;

/** `map` forgets which literals there are; the type says so again. */
const roleSchema = Type.Unsafe<Role>(Type.Union(ROLES.map((role) => Type.Literal(role))));

/** Commands about roles, as they arrive at `POST /api/v1/grants/commands`. */
export const grantsCommandSchema = Type.Union([
  Type.Object(
    {
      type: Type.Literal('GrantRole'),
      grantId: idSchema(),
      accountId: idSchema(),
      role: roleSchema,
      unitId: Type.Union([idSchema(), Type.Null()]),
      from: daySchema(),
      until: Type.Union([daySchema(), Type.Null()]),
    },
    closed,
  ),
  /** Somebody stands in for the holder of a grant, for a time that has an end. */
  Type.Object(
    {
      type: Type.Literal('NameDeputy'),
      grantId: idSchema(),
      deputyOf: idSchema(),
      accountId: idSchema(),
      from: daySchema(),
      until: daySchema(),
    },
    closed,
  ),
  /** `until` is the last day it holds; yesterday ends it now, a day before its first withdraws it. */
  Type.Object({ type: Type.Literal('EndGrant'), grantId: idSchema(), until: daySchema(), reason: textSchema(REASON_MAX_CHARS) }, closed),
]);

export type GrantsCommand = Static<typeof grantsCommandSchema>;
export type GrantsCommandType = GrantsCommand['type'];
export type GrantsCommandOf<T extends GrantsCommandType> = Extract<GrantsCommand, { type: T }>;
