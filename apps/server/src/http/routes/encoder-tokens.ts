/** `/api/v1/conferences/:id/encoder-tokens`: who may publish from outside, by name. */
import { Type } from 'typebox';
import { ProtocolFault } from '../../errors.ts';
import { createEncoderToken, listEncoderTokens, revokeEncoderToken } from '../../hub/access/encoder-tokens.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { problems } from '../problems.ts';
import { requireBureau } from './site-access.ts';

const idParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }) });
const tokenParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }), tokenId: Type.String({ maxLength: 64 }) });
const sourceSchema = Type.Union([Type.Literal('camera'), Type.Literal('slides')]);
const tokenSchema = Type.Object({
  tokenId: Type.String(),
  name: Type.String(),
  siteId: Type.String(),
  source: sourceSchema,
  createdAtMs: Type.Number(),
  usedAtMs: Type.Union([Type.Number(), Type.Null()], { description: 'Last time something was published with it' }),
});
const createdSchema = Type.Intersect([
  tokenSchema,
  Type.Object({ token: Type.String({ description: 'Bearer token; told this once' }), url: Type.String({ description: 'WHIP address' }) }),
]);
const wantedSchema = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80, description: 'What the encoder is called in the list' }),
  siteId: Type.String({ maxLength: 64, description: 'The room, or the hall, it publishes as' }),
  source: Type.Optional(sourceSchema),
});

export function encoderTokenRoutes(app: HttpServer, parts: HttpParts): void {
  const { db, config, plane, nowMs } = parts;
  const path = '/conferences/:conferenceId/encoder-tokens';
  const common = { tags: ['access'] };

  app.post(
    path,
    {
      config: { rule: 'bureau' },
      schema: {
        ...common,
        summary: 'A token with which an encoder publishes as a room (chair and secretary)',
        params: idParams,
        body: wantedSchema,
        response: { 201: createdSchema, ...problems(400, 401, 403, 404, 410, 503) },
      },
    },
    async (request, reply) => {
      const { conferenceId, state } = await requireBureau(parts, request, request.params.conferenceId);
      const { name, siteId, source = 'camera' } = request.body;
      if (!Object.hasOwn(state.sites, siteId)) throw new ProtocolFault('not-found', 'no such room in this conference');
      const created = await createEncoderToken(db, { conferenceId, siteId, source, name }, nowMs());
      return reply.code(201).send({ ...created, url: `${config.publicUrl}/api/v1/conferences/${conferenceId}/whip` });
    },
  );

  app.get(
    path,
    {
      config: { rule: 'bureau' },
      schema: {
        ...common,
        summary: 'Encoders that may publish; the tokens themselves are not kept',
        params: idParams,
        response: { 200: Type.Object({ tokens: Type.Array(tokenSchema) }), ...problems(401, 403, 404, 410, 503) },
      },
    },
    async (request) => {
      const { conferenceId } = await requireBureau(parts, request, request.params.conferenceId);
      return { tokens: await listEncoderTokens(db, conferenceId) };
    },
  );

  app.delete(
    `${path}/:tokenId`,
    {
      config: { rule: 'bureau' },
      schema: {
        ...common,
        summary: 'Revokes a token and ends what is published with it',
        params: tokenParams,
        response: { 204: Type.Null(), ...problems(401, 403, 404, 410, 503) },
      },
    },
    async (request, reply) => {
      const { conferenceId } = await requireBureau(parts, request, request.params.conferenceId);
      const sessions = await revokeEncoderToken(db, conferenceId, request.params.tokenId);
      if (sessions === null) throw new ProtocolFault('not-found', 'no such token');
      // A plane that is away has no sessions.
      await Promise.all(sessions.map((session) => plane.closeSession(session).catch(() => undefined)));
      return reply.code(204).send(null);
    },
  );
}
