/** The options of better-auth. Only files in this folder and `../identity.ts` know it. */
import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth, twoFactor, username } from 'better-auth/plugins';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import * as z from 'zod';
import { isDisabled, useSignInLink } from '../../hub/access/accounts.ts';
import { PASSWORD_HASHING, PASSWORD_MAX_CHARS } from './password.ts';

/** An officer prepares a conference over days. */
const SESSION_SECONDS = 7 * 86_400;
/** The one provider of the configuration; stands in rows of `identity.account`. */
export const OIDC_PROVIDER = 'oidc';
export const OIDC_CALLBACK = '/api/v1/session/oidc/callback';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface IdentityParts {
  readonly db: Pool;
  readonly secret: string;
  /** How browsers reach the server; https makes the cookies Secure. */
  readonly publicUrl: string;
  readonly nowMs: () => number;
  /** Sign-in by the organisation's own provider; absent where there is none. */
  readonly oidc?: OidcSettings;
}

export function createAuth({ db, secret, publicUrl, nowMs, oidc }: IdentityParts) {
  // Kysely would end the pool with itself; nothing here ever destroys it.
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: db }) }).withSchema('identity');
  return betterAuth({
    appName: 'Điểm Cầu',
    baseURL: publicUrl,
    basePath: '/api/identity',
    secret,
    database: { db: kysely, type: 'postgres' },
    session: { expiresIn: SESSION_SECONDS },
    // Accounts come by invitation; nobody makes their own.
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: PASSWORD_MAX_CHARS, password: PASSWORD_HASHING },
    // An address that the provider has verified is the invited account's; without a match nobody gets in. No provider is
    // "trusted": for those better-auth would take addresses that nobody verified.
    account: { accountLinking: { enabled: true, trustedProviders: [] } },
    // Where somebody signed in from is personal data nobody here needs.
    advanced: { cookiePrefix: 'dc', ipAddress: { disableIpTracking: true } },
    telemetry: { enabled: false },
    // What goes wrong comes back as an answer and is told by our own log.
    logger: { disabled: true },
    // Not reachable over HTTP; guesses are slowed down where our own routes are.
    rateLimit: { enabled: false },
    databaseHooks: { session: { create: { before: (session) => refuseDisabled(db, session.userId) } } },
    plugins: [signInLinkPlugin(db, nowMs), halfSignedInPlugin(), ...credentialPlugins(), ...oidcPlugins(publicUrl, oidc)],
  });
}

/** Every way in makes a session, so this is the one door. */
async function refuseDisabled(db: Pool, accountId: string): Promise<void> {
  if (await isDisabled(db, accountId)) throw new APIError('UNAUTHORIZED');
}

function credentialPlugins() {
  // Whoever has the password and guesses the second factor waits 15 minutes after ten tries; nobody else can make an owner wait.
  const accountLockout = { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 };
  return [
    // As people write them: letters, digits, dot, hyphen, underscore.
    username({ minUsernameLength: 3, maxUsernameLength: 64, usernameValidator: (name) => /^[a-z0-9._-]+$/i.test(name) }),
    twoFactor({ issuer: 'Điểm Cầu', accountLockout }),
  ] as const;
}

function oidcPlugins(publicUrl: string, oidc: OidcSettings | undefined) {
  if (!oidc) return [];
  const { issuer, clientId, clientSecret } = oidc;
  return [
    genericOAuth({
      config: [
        {
          providerId: OIDC_PROVIDER,
          clientId,
          clientSecret,
          // OpenID Connect Discovery 1.0 §4.
          discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
          requireIdTokenVerification: true,
          scopes: ['openid', 'email', 'profile'],
          redirectURI: `${publicUrl}${OIDC_CALLBACK}`,
          pkce: true,
          disableSignUp: true,
        },
      ],
    }),
  ];
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
        return { accountId: user.id, name: user.name };
      }),
    },
  };
}

/** Reads what the plugin `twoFactor` wrote between the password and the code; uses nothing up. */
function halfSignedInPlugin() {
  const options = { method: 'GET', requireHeaders: true } as const;
  return {
    id: 'half-signed-in',
    endpoints: {
      halfSignedIn: createAuthEndpoint('/half-signed-in', options, async (ctx) => {
        const { createAuthCookie, internalAdapter, secret } = ctx.context;
        const identifier = await ctx.getSignedCookie(createAuthCookie('two_factor').name, secret);
        const waiting = identifier ? await internalAdapter.findVerificationValue(identifier) : null;
        return { accountId: waiting?.value ?? null };
      }),
    },
  };
}
