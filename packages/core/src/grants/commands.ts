import { Type, type Static } from 'typebox';
import { ROLES } from './state.ts';

/** Commands about roles, as they arrive at `POST /api/v1/grants/commands`. */
const id = () => Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$' });
const day = () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

export const grantsCommandSchema = Type.Union([
  Type.Object(
    {
      type: Type.Literal('GrantRole'),
      grantId: id(),
      accountId: id(),
      role: Type.Union(ROLES.map((role) => Type.Literal(role))),
      unitId: id(),
      from: day(),
      until: Type.Union([day(), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  /** Somebody stands in for the holder of a grant, for a time that has an end. */
  Type.Object(
    { type: Type.Literal('NameDeputy'), grantId: id(), deputyOf: id(), accountId: id(), from: day(), until: day() },
    { additionalProperties: false },
  ),
  /** `until` is the last day it holds; yesterday ends it now. */
  Type.Object(
    { type: Type.Literal('EndGrant'), grantId: id(), until: day(), reason: Type.String({ maxLength: 500 }) },
    { additionalProperties: false },
  ),
]);

export type GrantsCommand = Static<typeof grantsCommandSchema>;
export type GrantsCommandType = GrantsCommand['type'];
export type GrantsCommandOf<T extends GrantsCommandType> = Extract<GrantsCommand, { type: T }>;
