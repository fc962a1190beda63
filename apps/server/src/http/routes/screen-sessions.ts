/** `/api/v1/screen-sessions`: a screen of the hall joins. */
import { Type } from 'typebox';
import { ProtocolFault } from '../../errors.ts';
import { addScreen } from '../../hub/access/devices.ts';
import { findScreenAdmission } from '../../hub/access/site-access.ts';
import { screenCookie } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { labelOf, openState, setDeviceCookie } from '../joining.ts';
import { problems } from '../problems.ts';

/** The token behind `#t=` of the screen link. */
const joinSchema = Type.Object({ token: Type.String({ minLength: 1, maxLength: 128 }) }, { additionalProperties: false });
/** `deviceToken` is for clients without cookies; browsers get it as an HttpOnly cookie as well. */
const joinedSchema = Type.Object({ conferenceId: Type.String(), conferenceTitle: Type.String(), deviceToken: Type.String() });

export function screenSessionRoutes(app: HttpServer, parts: HttpParts): void {
  app.post(
    '/screen-sessions',
    {
      config: { rule: 'public' },
      schema: {
        tags: ['site sessions'],
        summary: 'Become a screen of the hall',
        body: joinSchema,
        response: { 201: joinedSchema, ...problems(400, 404, 410, 503) },
      },
    },
    async (request, reply) => {
      const conferenceId = await findScreenAdmission(parts.db, request.body.token);
      const state = conferenceId === null ? null : await openState(parts, { conferenceId });
      if (conferenceId === null || !state) throw new ProtocolFault('not-found', 'no screen has this link');
      const { deviceToken } = await addScreen(parts.db, conferenceId, { label: labelOf(request), nowMs: parts.nowMs() });
      setDeviceCookie(parts, reply, screenCookie(conferenceId), deviceToken);
      return reply.code(201).send({ conferenceId, conferenceTitle: state.title, deviceToken });
    },
  );
}
