/** `/api/v1/setup`: the first visit to a fresh server. */
import { Type } from 'typebox';
import { textSchema, tidy } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { addAccount, findByLogin } from '../../hub/access/account-book.ts';
import { isTimeZone } from '../../organisation/profile.ts';
import { isSetUpCode, needsSetUp, setUp } from '../../organisation/set-up.ts';
import { webHeaders } from '../callers.ts';
import { guardedGuess } from '../guarded-guess.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { passwordFault } from '../identity/password.ts';
import { noteSignIn } from '../note-sign-in.ts';
import { languageSchema, nullable } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';

const tags = ['set-up'];
const PUBLIC = { rule: 'public' } as const;
const closed = { additionalProperties: false };
/** Official names are long: committees of committees. */
const NAME_MAX_CHARS = 300;

const stateSchema = Type.Object({
  needed: Type.Boolean(),
  demoCommand: Type.String({ description: 'Starts the demonstration instead, in a data folder of its own' }),
});
const wantedSchema = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 40, description: 'Printed on the server’s console' }),
    organisation: Type.Object(
      { name: textSchema(NAME_MAX_CHARS, 1), language: languageSchema, timeZone: Type.String({ maxLength: 64, description: 'IANA name' }) },
      closed,
    ),
    administrator: Type.Object(
      {
        name: textSchema(200, 1),
        username: Type.String({ pattern: '^[A-Za-z0-9._-]{3,64}$' }),
        email: Type.Optional(nullable(Type.String({ maxLength: 200, pattern: '^[^\\s<>@]+@[^\\s<>@]+$' }))),
        password: Type.String({ minLength: 1, maxLength: 256 }),
      },
      closed,
    ),
  },
  closed,
);

export function setupRoutes(app: HttpServer, parts: HttpParts): void {
  const state = { tags, summary: 'Is this server still to be set up?', response: { 200: stateSchema, ...problems(503) } };
  app.get('/setup', { config: PUBLIC, schema: state }, async () => ({ needed: await needsSetUp(parts.db), demoCommand: 'npm run demo' }));
  setUpRoute(app, parts);
}

function setUpRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Set the server up: organisation, top unit, first administrator, who is then signed in; once',
    body: wantedSchema,
    response: { 201: Type.Object({ accountId: Type.String() }), ...problems(400, 401, 403, 410, 422, 429, 503) },
  };
  app.post('/setup', { config: PUBLIC, schema }, async (request, reply) => {
    if (!(await needsSetUp(parts.db))) throw new ProtocolFault('gone', 'this server has been set up');
    const { code, organisation, administrator } = request.body;
    await guardedGuess(parts, { request, reply, login: 'set-up' }, async () => (isSetUpCode(parts.secret, code) ? true : null));
    if (!isTimeZone(organisation.timeZone)) throw new ProtocolFault('bad-request', 'body/organisation/timeZone is none');
    const { username, password } = administrator;
    const fault = passwordFault(password, [username, administrator.name]);
    if (fault) throw new ProtocolFault('weak-password', fault);
    const profile = { ...organisation, name: tidy(organisation.name) };
    if (!(await setUp(parts, profile, () => firstAccount(parts, { ...administrator, language: organisation.language }))))
      throw new ProtocolFault('gone', 'somebody else has just set this server up');
    await parts.organisation.catchUp();
    const answer = await parts.identity.signInByPassword(username, password, webHeaders(request));
    if (answer?.accountId != null) await noteSignIn(parts, answer.accountId, { type: 'SignedIn', way: 'password' });
    void reply.header('set-cookie', [...(answer?.cookies ?? [])]);
    return reply.code(201).send({ accountId: answer?.accountId ?? '' });
  });
}

interface FirstAccount {
  readonly name: string;
  readonly username: string;
  readonly email?: string | null;
  readonly password: string;
  readonly language: 'vi' | 'en';
}

/** One that was left behind by a server that died is taken over: nobody could sign in with it for anything. */
async function firstAccount(
  { db, identity }: HttpParts,
  { name, username, email = null, password, language }: FirstAccount,
): Promise<string> {
  const form = { name: tidy(name), username, email, unitId: null, contactId: null, language };
  const accountId = (await addAccount(db, form)) ?? (await findByLogin(db, username))?.accountId;
  if (accountId === undefined) throw new ProtocolFault('already-exists', 'another account has this e-mail address');
  await identity.setPassword(accountId, password);
  return accountId;
}
