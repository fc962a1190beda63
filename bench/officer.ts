/** A secretary of the conference under test who asks over HTTP. */
import type { ServerUnderTest } from './floor/server-under-test.ts';

export interface Officer {
  /** Below the conference's address. Throws on anything but success. */
  text(path: string, init?: { readonly method?: string; readonly body?: FormData; readonly json?: object }): Promise<string>;
}

export async function officerOf({ url, conferenceId, secretarySignInToken }: ServerUnderTest): Promise<Officer> {
  const api = `${url}/api/v1`;
  const cookie = await signIn(api, secretarySignInToken);
  return {
    async text(path, { method = 'GET', body, json } = {}) {
      const headers: Record<string, string> = { cookie, 'idempotency-key': crypto.randomUUID() };
      if (json) headers['content-type'] = 'application/json';
      const sent = json ? JSON.stringify(json) : (body ?? null);
      const response = await fetch(`${api}/conferences/${conferenceId}${path}`, { method, headers, body: sent });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
      return text;
    },
  };
}

async function signIn(api: string, token: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${api}/session`, { method: 'POST', headers, body: JSON.stringify({ token }) });
  if (response.status !== 200) throw new Error(`sign-in: ${response.status}`);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return cookies.join('; ');
}
