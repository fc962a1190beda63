/**
 * Who has signed in, and with what. better-auth keeps accounts, credentials and sessions in the schema
 * `identity`; outside this file and the folder `identity/` nothing knows it.
 */
import { APIError } from 'better-auth/api';
import { tryAgain } from '../journal/database.ts';
import { createAuth, OIDC_PROVIDER, type IdentityParts } from './identity/auth.ts';
import { secondFactor, type SecondFactor } from './identity/second-factor.ts';

export interface SignedIn {
  readonly accountId: string;
  readonly name: string;
  /** Of the sign-in, not of the account: two browsers have two. Of an API token its own id. */
  readonly authSessionId: string;
  readonly hasTotp: boolean;
  /** Of an API token; null: a browser has signed in. */
  readonly tokenEndsAtMs: number | null;
}

/** `cookies` go into Set-Cookie as they are. */
export interface SignInAnswer {
  readonly cookies: readonly string[];
  /** null: the password was right and a code of the second factor is asked for. */
  readonly accountId: string | null;
}

export interface Identity extends SecondFactor {
  /** null: the link is unknown, used or expired, or the account is disabled. Throws OutsideFault. */
  signIn(
    token: string,
    headers: Headers,
  ): Promise<{ readonly account: Pick<SignedIn, 'accountId' | 'name'>; readonly cookies: readonly string[] } | null>;
  /** `login`: a user name or an e-mail address. null: wrong, unknown or disabled. Throws OutsideFault. */
  signInByPassword(login: string, password: string, headers: Headers): Promise<SignInAnswer | null>;
  /** Whose password was right in a sign-in that waits for its code; null: there is none. Throws OutsideFault. */
  whoWaits(headers: Headers): Promise<string | null>;
  /** null: not signed in. Throws OutsideFault. */
  whoIs(headers: Headers): Promise<SignedIn | null>;
  /** Returns the cookies that make the browser forget. Throws OutsideFault. */
  signOut(headers: Headers): Promise<readonly string[]>;
  /** Throws OutsideFault. */
  isPassword(accountId: string, password: string): Promise<boolean>;
  /** The caller has checked it with `passwordFault`. Throws OutsideFault. */
  setPassword(accountId: string, password: string): Promise<void>;
  /** Where the browser goes to sign in at the organisation's provider; null: there is none. Throws OutsideFault. */
  startOidc(headers: Headers): Promise<{ readonly url: string; readonly cookies: readonly string[] } | null>;
  /** Back from the provider with this query. Throws OutsideFault. */
  finishOidc(query: string, headers: Headers): Promise<{ readonly location: string; readonly cookies: readonly string[] }>;
}

/** The pool stays the caller's. */
export function createIdentity(parts: IdentityParts): Identity {
  const auth = createAuth(parts);
  const { api } = auth;
  return {
    ...secondFactor(auth),
    async signIn(token, headers) {
      const answer = await tryAgain(() => api.signInByLink({ body: { token }, headers, returnHeaders: true })).catch(wrongIsNull);
      return answer && { account: answer.response, cookies: answer.headers.getSetCookie() };
    },
    async signInByPassword(login, password, headers) {
      const asked = { headers, returnHeaders: true } as const;
      const byMail = () => api.signInEmail({ ...asked, body: { email: login, password } });
      const byName = () => api.signInUsername({ ...asked, body: { username: login, password } });
      const answer = await tryAgain<{ headers: Headers; response: unknown }>(login.includes('@') ? byMail : byName).catch(wrongIsNull);
      return answer && { cookies: answer.headers.getSetCookie(), accountId: accountIdIn(answer.response) };
    },
    async whoIs(headers) {
      const found = await tryAgain(() => api.getSession({ headers }));
      if (!found) return null;
      const { user, session } = found;
      const hasTotp = user.twoFactorEnabled === true;
      return { accountId: user.id, name: user.name, authSessionId: session.id, hasTotp, tokenEndsAtMs: null };
    },
    async whoWaits(headers) {
      return (await tryAgain(() => api.halfSignedIn({ headers }))).accountId;
    },
    async signOut(headers) {
      const answer = await tryAgain(() => api.signOut({ headers, returnHeaders: true }));
      return answer.headers.getSetCookie();
    },
    ...passwords(auth),
    ...provider(auth, parts),
  };
}

type Auth = ReturnType<typeof createAuth>;

/** `twoFactorRedirect` stands in the place of the user while the code is awaited. */
function accountIdIn(response: unknown): string | null {
  return (response as { readonly user?: { readonly id: string } }).user?.id ?? null;
}

function passwords(auth: Auth): Pick<Identity, 'isPassword' | 'setPassword'> {
  return {
    async isPassword(accountId, password) {
      const { internalAdapter, password: hashing } = await auth.$context;
      const found = await tryAgain(() => internalAdapter.findCredentialAccount(accountId));
      // Hashed in either case, so that the time tells nothing.
      const hash = found?.password ?? (await hashing.hash(`${password} is not it`));
      return hashing.verify({ hash, password });
    },
    async setPassword(accountId, password) {
      const { internalAdapter, password: hashing } = await auth.$context;
      const hash = await hashing.hash(password);
      await tryAgain(async () => {
        if (await internalAdapter.findCredentialAccount(accountId)) return void (await internalAdapter.updatePassword(accountId, hash));
        await internalAdapter.createAccount({ userId: accountId, accountId, providerId: 'credential', password: hash });
      });
    },
  };
}

function provider(auth: Auth, { oidc, publicUrl }: IdentityParts): Pick<Identity, 'startOidc' | 'finishOidc'> {
  return {
    async startOidc(headers) {
      if (!oidc) return null;
      const body = { provider: OIDC_PROVIDER, callbackURL: '/', errorCallbackURL: '/sign-in', disableRedirect: true };
      const answer = await tryAgain(() => auth.api.signInSocial({ body, headers, returnHeaders: true }));
      const { url } = answer.response;
      return url === undefined ? null : { url, cookies: answer.headers.getSetCookie() };
    },
    async finishOidc(query, headers) {
      const url = `${publicUrl}/api/identity/callback/${OIDC_PROVIDER}?${query}`;
      const response = await tryAgain(() => auth.handler(new Request(url, { headers })));
      return { location: response.headers.get('location') ?? '/sign-in?error=provider', cookies: response.headers.getSetCookie() };
    },
  };
}

function wrongIsNull(error: unknown): null {
  if (error instanceof APIError && typeof error.statusCode === 'number' && error.statusCode < 500) return null;
  throw error;
}
