import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOidcProvider, type OidcProviderUnderTest } from '../../test/oidc-provider.ts';
import { freeTcpPort } from '../../test/running-server.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { addAccount, setDisabled } from '../hub/access/account-book.ts';

let workers: WorkersUnderTest;
let provider: OidcProviderUnderTest;
let publicUrl: string;
beforeAll(async () => {
  const port = await freeTcpPort();
  publicUrl = `http://127.0.0.1:${port}`;
  provider = await startOidcProvider(publicUrl);
  const settings = {
    port,
    publicUrl,
    oidcIssuer: provider.issuer,
    oidcClientId: provider.clientId,
    oidcClientSecret: provider.clientSecret,
    oidcName: 'Tỉnh',
  };
  workers = await startWorkers(1, settings);
});
afterAll(async () => {
  await workers.close();
  await provider.close();
});

/** A browser: cookies by host, redirects followed one by one, the provider's two forms sent. */
async function signInAt(start: string, login: string): Promise<{ readonly at: string; readonly cookie: string }> {
  const jars = new Map<string, Map<string, string>>();
  let [url, body] = [start, undefined as URLSearchParams | undefined];
  for (let step = 0; step < 20; step += 1) {
    const jar = jars.get(new URL(url).host) ?? new Map<string, string>();
    jars.set(new URL(url).host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie }, ...(body && { method: 'POST', body }) });
    for (const one of response.headers.getSetCookie()) jar.set(one.split('=')[0]!, one.split(';')[0]!.split('=').slice(1).join('='));
    const location = response.headers.get('location');
    body = undefined;
    if (location !== null) url = new URL(location, url).href;
    else if (url.startsWith(publicUrl)) break;
    else {
      const page = await response.text();
      url = new URL(/action="([^"]+)"/.exec(page)![1]!, url).href;
      body = new URLSearchParams({ prompt: /name="prompt" value="(\w+)"/.exec(page)![1]!, login, password: 'any' });
    }
    if (url.startsWith(publicUrl) && !url.includes('/api/v1/')) break;
  }
  return { at: url, cookie: [...(jars.get(new URL(publicUrl).host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ') };
}

async function whoIs(cookie: string): Promise<unknown> {
  return (await fetch(`${publicUrl}/api/v1/session`, { headers: { cookie } })).json();
}

test('[ACCT-12] the organisation’s provider signs in accounts invited under an address it vouches for, and nobody else', async () => {
  const form = { name: 'Lê Văn Bình', username: null, email: 'binh@example.vn', unitId: null, contactId: null, language: 'vi' as const };
  const accountId = (await addAccount(workers.database.pool, form))!;
  await addAccount(workers.database.pool, { ...form, email: 'chi@example.vn' });
  const methods = await (await fetch(`${publicUrl}/api/v1/session/methods`)).json();
  expect(methods).toEqual({ provider: { name: 'Tỉnh', url: '/api/v1/session/oidc' }, mail: false });
  const known = await signInAt(`${publicUrl}/api/v1/session/oidc`, 'binh@example.vn');
  expect(await whoIs(known.cookie)).toEqual({ accountId, name: 'Lê Văn Bình', owesSecondFactor: false });
  const claimed = await signInAt(`${publicUrl}/api/v1/session/oidc`, 'unverified.chi@example.vn');
  expect(await whoIs(claimed.cookie)).toMatchObject({ code: 'not-signed-in' });
  const stranger = await signInAt(`${publicUrl}/api/v1/session/oidc`, 'stranger@example.vn');
  expect(stranger.at).toContain('/sign-in?error=');
  expect(await whoIs(stranger.cookie)).toMatchObject({ code: 'not-signed-in' });
  await setDisabled(workers.database.pool, accountId, workers.clock.nowMs);
  expect(await whoIs((await signInAt(`${publicUrl}/api/v1/session/oidc`, 'binh@example.vn')).cookie)).toMatchObject({
    code: 'not-signed-in',
  });
});
