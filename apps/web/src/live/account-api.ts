import { getJson, postJson } from './http.ts';

/** Routes of signing in and of the first visit; shapes as in `/api/openapi.json`. */
const API = '/api/v1';

/** Signed in, or a code of the authenticator is still needed. */
export interface SignInAnswer {
  readonly accountId?: string;
  readonly codeNeeded?: true;
}

export interface SignInMethods {
  readonly provider: { readonly name: string; readonly url: string } | null;
}

export interface PasswordLink {
  readonly purpose: 'invitation' | 'reset';
  readonly name: string;
  /** Empty: by link or provider only. */
  readonly login: string;
}

export interface SetUpOrder {
  readonly code: string;
  readonly organisation: { readonly name: string; readonly language: 'vi' | 'en'; readonly timeZone: string };
  readonly administrator: { readonly name: string; readonly username: string; readonly password: string };
}

export const signInMethods = () => getJson<SignInMethods>(`${API}/session/methods`);
export const signInByPassword = (login: string, password: string) => postJson<SignInAnswer>(`${API}/session/password`, { login, password });
export const signInByCode = (code: string) => postJson<SignInAnswer>(`${API}/session/code`, { code });
export const lookAtPasswordLink = (token: string) => postJson<PasswordLink>(`${API}/session/password-links/look`, { token });
export const choosePassword = (token: string, password: string) =>
  postJson<SignInAnswer>(`${API}/session/password-links/use`, { token, password });
export const setUpState = () => getJson<{ readonly needed: boolean; readonly demoCommand: string }>(`${API}/setup`);
export const setUpServer = (order: SetUpOrder) => postJson<{ readonly accountId: string }>(`${API}/setup`, order);
