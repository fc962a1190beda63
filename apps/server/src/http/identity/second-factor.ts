/** One-time codes of an authenticator (RFC 6238) and the recovery codes for when it is lost. */
import { APIError } from 'better-auth/api';
import { tryAgain } from '../../journal/database.ts';
import type { createAuth } from './auth.ts';

type Auth = ReturnType<typeof createAuth>;

export interface SecondFactor {
  /** Ends a sign-in whose password was right. null: wrong, or too late: begin anew. Throws OutsideFault. */
  signInByCode(code: string, headers: Headers): Promise<{ readonly accountId: string; readonly cookies: readonly string[] } | null>;
  /** The secret as an otpauth:// URI and ten recovery codes, told once; counts from `confirmTotp` on. null: wrong password, or on already. */
  beginTotp(password: string, headers: Headers): Promise<{ readonly uri: string; readonly recoveryCodes: readonly string[] } | null>;
  /** Returns cookies: the session is made anew. null: a wrong code. */
  confirmTotp(code: string, headers: Headers): Promise<readonly string[] | null>;
  /** null: a wrong password. */
  endTotp(password: string, headers: Headers): Promise<readonly string[] | null>;
  /** Ten new ones; the old ones stop working. null: a wrong password. */
  renewRecoveryCodes(password: string, headers: Headers): Promise<readonly string[] | null>;
}

/** Six digits are the authenticator's; anything else is a recovery code. */
const TOTP_CODE = /^\d{6}$/;

export function secondFactor({ api }: Auth): SecondFactor {
  return {
    async signInByCode(code, headers) {
      const asked = { body: { code }, headers, returnHeaders: true } as const;
      const answer = await attempt(() => (TOTP_CODE.test(code) ? api.verifyTOTP(asked) : api.verifyBackupCode(asked)));
      return answer && { accountId: answer.response.user.id, cookies: answer.headers.getSetCookie() };
    },
    async beginTotp(password, headers) {
      const answer = await attempt(() => api.enableTwoFactor({ body: { password }, headers }));
      if (answer?.method !== 'totp') return null;
      return { uri: answer.totpURI, recoveryCodes: answer.backupCodes };
    },
    async confirmTotp(code, headers) {
      const answer = await attempt(() => api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
      return answer && answer.headers.getSetCookie();
    },
    async endTotp(password, headers) {
      const answer = await attempt(() => api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }));
      return answer && answer.headers.getSetCookie();
    },
    async renewRecoveryCodes(password, headers) {
      const answer = await attempt(() => api.generateBackupCodes({ body: { password }, headers }));
      return answer && answer.backupCodes;
    },
  };
}

/** null where better-auth says no; what the code was wrong about stays between it and the attacker. */
async function attempt<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await tryAgain(ask);
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null;
    throw error;
  }
}
