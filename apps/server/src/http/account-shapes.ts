import { Type } from 'typebox';
import { languageSchema, nullable } from './organisation-shapes.ts';

/** An account as its owner and those who keep accounts see it. */
export const accountRecordSchema = Type.Object({
  accountId: Type.String(),
  name: Type.String(),
  username: nullable(Type.String()),
  email: nullable(Type.String()),
  unitId: nullable(Type.String({ description: 'null: of the whole organisation' })),
  contactId: nullable(Type.String()),
  language: languageSchema,
  disabledAtMs: nullable(Type.Number()),
  hasPassword: Type.Boolean(),
  hasTotp: Type.Boolean(),
  createdAtMs: Type.Number(),
});
