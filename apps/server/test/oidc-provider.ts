/** A provider of OpenID Connect: the real thing, which asks for any name and takes it as the address. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface OidcProviderUnderTest {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

const CLIENT = { clientId: 'diemcau', clientSecret: 'a secret of the provider' };

/** `publicUrl`: of the server that it signs people in to. */
export async function startOidcProvider(publicUrl: string): Promise<OidcProviderUnderTest> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = {
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
    redirect_uris: [`${publicUrl}/api/v1/session/oidc/callback`],
  };
  const oidc = new Provider(issuer, {
    clients: [client],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: id, email: id.replace('unverified.', ''), email_verified: !id.startsWith('unverified.') }),
    }),
    cookies: { keys: ['a key for tests'] },
  });
  const answer = oidc.callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    issuer,
    ...CLIENT,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
