/**
 * Who has signed in. better-auth keeps accounts and sessions in the schema `identity`; this is the
 * only file that knows it. Signing in by one-time link is a small plugin of ours; passwords and
 * one-time codes will be options here.
 */
import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import * as z from 'zod';
import { tryAgain } from '../journal/database.ts';
import { useSignInLink } from '../hub/access/accounts.ts';

/** An officer prepares a conference over days and signs in by a link that works once. */
const SESSION_SECONDS = 7 * 86_400;

export interface SignedIn {
  readonly accountId: string;
  readonly name: string;
  /** Of the sign-in, not of the account: two browsers have two. */
  readonly authSessionId: string;
}

export interface Identity {
  /** null: the link is unknown, used or expired. `cookies` go into Set-Cookie as they are. Throws OutsideFault. */
  signIn(token: string, headers: Headers): Promise<{ readonly account: SignedIn; readonly cookies: readonly string[] } | null>;
  /** null: not signed in. Throws OutsideFault. */
  whoIs(headers: Headers): Promise<SignedIn | null>;
  /** Returns the cookies that make the browser forget. Throws OutsideFault. */
  signOut(headers: Headers): Promise<readonly string[]>;
}

export interface IdentityParts {
  readonly db: Pool;
  readonly secret: string;
  /** How browsers reach the server; https makes the cookies Secure. */
  readonly publicUrl: string;
  readonly nowMs: () => number;
}

/** The pool stays the caller's. */
export function createIdentity(parts: IdentityParts): Identity {
  const { api } = createAuth(parts);
  return {
    async signIn(token, headers) {
      const answer = await tryAgain(() => api.signInByLink({ body: { token }, headers, returnHeaders: true })).catch(unauthorizedIsNull);
      return answer && { account: answer.response, cookies: answer.headers.getSetCookie() };
    },
    async whoIs(headers) {
      const found = await tryAgain(() => api.getSession({ headers }));
      return found && { accountId: found.user.id, name: found.user.name, authSessionId: found.session.id };
    },
    async signOut(headers) {
      const answer = await tryAgain(() => api.signOut({ headers, returnHeaders: true }));
      return answer.headers.getSetCookie();
    },
  };
}

function createAuth({ db, secret, publicUrl, nowMs }: IdentityParts) {
  // Kysely would end the pool with itself; nothing here ever destroys it.
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: db }) }).withSchema('identity');
  return betterAuth({
    appName: 'diemcau',
    baseURL: publicUrl,
    basePath: '/api/identity',
    secret,
    database: { db: kysely, type: 'postgres' },
    session: { expiresIn: SESSION_SECONDS },
    // Where somebody signed in from is personal data nobody here needs.
    advanced: { cookiePrefix: 'dc', ipAddress: { disableIpTracking: true } },
    telemetry: { enabled: false },
    // Not reachable over HTTP; requests are limited where our own routes are.
    rateLimit: { enabled: false },
    plugins: [signInLinkPlugin(db, nowMs)],
  });
}

function signInLinkPlugin(db: Pool, nowMs: () => number) {
  const options = { method: 'POST', body: z.object({ token: z.string() }), requireHeaders: true } as const;
  return {
    id: 'sign-in-link',
    endpoints: {
      signInByLink: createAuthEndpoint('/sign-in/link', options, async (ctx) => {
        const accountId = await useSignInLink(db, ctx.body.token, nowMs());
        const user = accountId === null ? null : await ctx.context.internalAdapter.findUserById(accountId);
        if (!user) throw new APIError('UNAUTHORIZED');
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return { accountId: user.id, name: user.name, authSessionId: session.id };
      }),
    },
  };
}

function unauthorizedIsNull(error: unknown): null {
  if (error instanceof APIError && error.status === 'UNAUTHORIZED') return null;
  throw error;
}
