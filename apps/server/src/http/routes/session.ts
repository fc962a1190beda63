/** `/api/v1/session`: an officer signs in by link, asks who they are, signs out. */
import { Type } from 'typebox';
import { ProtocolFault } from '../../errors.ts';
import { endMedia } from '../../hub/media-holders.ts';
import { requireSignedIn, webHeaders } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { noteSignIn } from '../note-sign-in.ts';
import { problems } from '../problems.ts';
import { owesSecondFactor } from '../second-factor-demand.ts';

/** The account a browser has signed in as. */
const accountSchema = Type.Object({ accountId: Type.String(), name: Type.String() });
const whoSchema = Type.Object({
  accountId: Type.String(),
  name: Type.String(),
  owesSecondFactor: Type.Boolean({ description: 'A role of theirs needs one; until it is set up nothing else works' }),
});
/** The token stands behind `#t=` in the sign-in link, where no server's log sees it. */
const signInSchema = Type.Object({ token: Type.String({ minLength: 1, maxLength: 128 }) }, { additionalProperties: false });

export function sessionRoutes(app: HttpServer, parts: HttpParts): void {
  const { identity, bulletins } = parts;

  app.post(
    '/session',
    {
      config: { rule: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Sign in with a one-time link',
        body: signInSchema,
        response: { 200: accountSchema, ...problems(400, 403, 410, 503) },
      },
    },
    async (request, reply) => {
      const signedIn = await identity.signIn(request.body.token, webHeaders(request));
      if (!signedIn) throw new ProtocolFault('gone', 'the link is unknown, used or expired');
      const { accountId, name } = signedIn.account;
      await noteSignIn(parts, accountId, { type: 'SignedIn', way: 'link' });
      return reply.header('set-cookie', [...signedIn.cookies]).send({ accountId, name });
    },
  );

  app.get(
    '/session',
    {
      config: { rule: 'signed-in' },
      schema: { tags: ['session'], summary: 'Who is signed in', response: { 200: whoSchema, ...problems(401, 503) } },
    },
    async (request) => {
      const account = await requireSignedIn(parts, request);
      const { accountId, name } = account;
      return { accountId, name, owesSecondFactor: await owesSecondFactor(parts, account) };
    },
  );

  app.delete(
    '/session',
    {
      config: { rule: 'public' },
      schema: {
        tags: ['session'],
        summary: 'Sign out; sockets and media sessions of this sign-in end',
        response: { 204: Type.Null(), ...problems(403, 503) },
      },
    },
    async (request, reply) => {
      const account = await identity.whoIs(webHeaders(request));
      const cookies = await identity.signOut(webHeaders(request));
      if (account) {
        await bulletins.post({ type: 'close-holder', holderId: account.authSessionId, reason: 'not-signed-in' });
        await endMedia(parts, { holderId: account.authSessionId });
        await noteSignIn(parts, account.accountId, { type: 'SignedOut' });
      }
      return reply
        .header('set-cookie', [...cookies])
        .code(204)
        .send(null);
    },
  );
}
