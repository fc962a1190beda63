/** `/api/v1/organisation-profile`: what the organisation is called, where its days begin, which language it writes. */
import { Type } from 'typebox';
import { textSchema, tidy } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { noteFact } from '../../journal/note-fact.ts';
import { isTimeZone, writeProfile } from '../../organisation/profile.ts';
import { requireAccount } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { languageSchema } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';

const tags = ['organisation'];
/** As at the first visit: committees of committees. */
const NAME_MAX_CHARS = 300;

const fields = { timeZone: Type.String({ maxLength: 64, description: 'IANA name' }), language: languageSchema };
const profileSchema = Type.Object({ name: Type.String(), ...fields });
const formSchema = Type.Object({ name: textSchema(NAME_MAX_CHARS, 1), ...fields }, { additionalProperties: false });

export function organisationProfileRoutes(app: HttpServer, parts: HttpParts): void {
  const read = {
    tags,
    summary: 'The organisation’s name, time zone and language',
    response: { 200: profileSchema, ...problems(401, 503) },
  };
  app.get('/organisation-profile', { config: { rule: 'session' }, schema: read }, async () => {
    await parts.organisation.catchUp();
    return { ...parts.organisation.profile };
  });

  const write = { tags, summary: 'Change them', body: formSchema, response: { 204: Type.Null(), ...problems(400, 401, 403, 503) } };
  app.put(
    '/organisation-profile',
    { config: { rule: { action: 'system.change', over: 'whole' } }, schema: write },
    async (request, reply) => {
      const { accountId } = await requireAccount(parts, request);
      const profile = { ...request.body, name: tidy(request.body.name) };
      if (profile.name === '') throw new ProtocolFault('bad-request', 'body/name is empty');
      if (!isTimeZone(profile.timeZone)) throw new ProtocolFault('bad-request', 'body/timeZone is none');
      await writeProfile(parts.db, profile);
      const by = { kind: 'account', accountId };
      await noteFact(parts, { stream: 'organisation', type: 'ProfileChanged', data: profile, by, atMs: parts.nowMs() });
      await parts.organisation.catchUp();
      return reply.code(204).send(null);
    },
  );
}
