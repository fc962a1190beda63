/** `/api/v1/conferences/:id/room-officers`: whom to phone about a room. Personal data: only what the asker may read. */
import { Type } from 'typebox';
import { contactsById } from '../../organisation/contacts.ts';
import { requireOfficer } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { problems } from '../problems.ts';
import { rightsOf } from '../rights.ts';

const roomSchema = Type.Object({
  siteId: Type.String(),
  officers: Type.Array(Type.Object({ name: Type.String(), post: Type.String(), phone: Type.String() })),
  hidden: Type.Integer({ description: 'Officers whose particulars the asker may not read' }),
});

export function roomOfficerRoutes(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags: ['conferences'],
    summary: 'Officers of the rooms of a conference with their telephone numbers',
    params: Type.Object({ conferenceId: Type.String({ maxLength: 64 }) }),
    response: { 200: Type.Object({ rooms: Type.Array(roomSchema) }), ...problems(401, 403, 404, 503) },
  };
  app.get('/conferences/:conferenceId/room-officers', { config: { rule: 'officer' }, schema }, async (request) => {
    const { state } = await requireOfficer(parts, request, request.params.conferenceId);
    const rights = await rightsOf(parts, request);
    const register = parts.organisation.sites.step.state.sites;
    const posted = (siteId: string) => register.get(siteId)?.officers ?? [];
    const siteIds = Object.keys(state.sites);
    const contacts = await contactsById(parts.db, [...new Set(siteIds.flatMap(posted))]);
    const readable = new Map(contacts.filter(({ unitId }) => rights.may('contact.read', unitId)).map((one) => [one.contactId, one]));
    const rooms = siteIds.map((siteId) => {
      const officers = posted(siteId).flatMap((contactId) => readable.get(contactId) ?? []);
      const shown = officers.map(({ name, post, phone }) => ({ name, post, phone }));
      return { siteId, officers: shown, hidden: posted(siteId).length - officers.length };
    });
    return { rooms };
  });
}
