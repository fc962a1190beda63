/** `/api/v1/contacts`: the organisation's people, with their phone numbers. Personal data. */
import { Type } from 'typebox';
import { idSchema, placeOf, ROLES, textSchema, tidy, type Role } from '@diemcau/core';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { contactsById, contactsOfUnits, writeContacts, type Contact } from '../../organisation/contacts.ts';
import { tryAgain } from '../../journal/database.ts';
import { noteFact } from '../../journal/note-fact.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { nullable, pageFields, pageOf } from '../organisation-shapes.ts';
import { problems, sendProblem } from '../problems.ts';
import { rightsOf } from '../rights.ts';

const role = Type.Unsafe<Role | null>(Type.Union([...ROLES.map((one) => Type.Literal(one)), Type.Null()]));
const fields = {
  code: textSchema(100),
  name: textSchema(200, 1),
  post: textSchema(200),
  phone: textSchema(40),
  email: textSchema(254),
  unitId: idSchema(),
  role,
};
export const contactSchema = Type.Object({ contactId: Type.String(), ...fields });
const listSchema = Type.Object({ contacts: Type.Array(contactSchema), nextCursor: nullable(Type.String()), total: Type.Integer() });
const tags = ['organisation'];

export function contactRoutes(app: HttpServer, parts: HttpParts): void {
  const query = Type.Object({ unitId: idSchema(), ...pageFields }, { additionalProperties: false });
  const list = {
    tags,
    summary: 'People of one unit; who reads it is recorded once a day',
    querystring: query,
    response: { 200: listSchema, ...problems(400, 401, 403, 503) },
  };
  app.get('/contacts', { config: { rule: { action: 'contact.read', over: 'somewhere' } }, schema: list }, async (request) => {
    const rights = await rightsOf(parts, request);
    rights.require('contact.read', request.query.unitId);
    const { unitId } = request.query;
    const page = pageOf(await contactsOfUnits(parts.db, [unitId]), request.query);
    // Once a day for whoever looks at it again and again.
    const commandId = `contacts-read:${rights.accountId}:${unitId}:${rights.access.day}`;
    const read = { stream: 'personal-data', type: 'ContactsRead', data: { unitId }, by: { ...rights.by }, atMs: parts.nowMs(), commandId };
    await noteFact(parts, read);
    return { contacts: [...page.items], nextCursor: page.nextCursor, total: page.total };
  });

  const params = Type.Object({ contactId: idSchema() });
  const body = Type.Object(fields, { additionalProperties: false });
  const change = {
    tags,
    summary: 'Write a person down, or change what is written',
    params,
    body,
    response: { 204: Type.Null(), ...problems(400, 401, 403, 409, 422, 503) },
  };
  app.put(
    '/contacts/:contactId',
    { config: { rule: { action: 'contact.change', over: 'somewhere' } }, schema: change },
    async (request, reply) => {
      const rights = await rightsOf(parts, request);
      const { contactId } = request.params;
      const before = (await contactsById(parts.db, [contactId]))[0];
      const { unitId } = request.body;
      rights.require('contact.change', unitId, ...(before ? [before.unitId] : []));
      if (placeOf(rights.access.tree, unitId, rights.access.day) === null) {
        return sendProblem(reply, refusalProblem('unit-unknown', { unitId })) as never;
      }
      await written(parts, { contactId, ...tidied(request.body) });
      return reply.code(204).send(null);
    },
  );
}

function tidied(body: Omit<Contact, 'contactId'>): Omit<Contact, 'contactId'> {
  const { code, name, post, phone, email } = body;
  return { ...body, code: tidy(code), name: tidy(name), post: tidy(post), phone: tidy(phone), email: tidy(email) };
}

async function written({ db, nowMs }: HttpParts, contact: Contact): Promise<void> {
  if (contact.name === '') throw new ProtocolFault('bad-request', 'body/name is empty');
  await tryAgain(() => writeContacts(db, [contact], nowMs())).catch((error: unknown) => {
    // 23505: another person has this code (contact_by_code).
    throw (error as { code?: unknown }).code === '23505' ? new ProtocolFault('already-exists', 'another person has this code') : error;
  });
}
