/** Shapes that routes about conferences share. Times are in ms since 1970 UTC. */
import { Type } from 'typebox';
import { kindSchema, roleSchema } from '@diemcau/core';
import { nullable } from './organisation-shapes.ts';

export const phaseSchema = Type.Union([
  Type.Literal('draft'),
  Type.Literal('scheduled'),
  Type.Literal('live'),
  Type.Literal('paused'),
  Type.Literal('closed'),
]);
/** A conference in a list. */
export const summaryFields = {
  conferenceId: Type.String(),
  title: Type.String(),
  phase: phaseSchema,
  startsAtMs: nullable(Type.Integer({ description: 'null while there is no date' })),
  kind: kindSchema,
  rehearsal: Type.Boolean(),
  rehearsalOf: nullable(Type.String()),
  cancelled: Type.Boolean({ description: 'Called off; the phase is `closed` then' }),
  siteCount: Type.Integer(),
};
export const ownRolesSchema = Type.Array(roleSchema, { description: 'Of the account that asks' });
export const conferenceParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }) });
/** `view` has the shape of ConferenceState in packages/core; docs/protocol.md tells of it. */
export const viewFields = {
  version: Type.Integer(),
  view: Type.Unsafe<object>(Type.Object({}, { additionalProperties: true })),
};
