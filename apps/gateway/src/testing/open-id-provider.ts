import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { freePort } from '#common/runtime/postgres-port.js';
import { startGateway, type TestGateway } from './start-gateway.js';

const client = { clientId: 'callout', clientSecret: 'a secret of the provider' };

/** A real provider of this machine: everybody may sign in, by any name, which is the account. */
async function startProvider(redirectUrl: string): Promise<{ issuer: string; server: Server }> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUrl],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id }),
    }),
  });
  server.on('request', provider.callback());
  return { issuer, server };
}

export interface WithProvider {
  gateway: TestGateway;
  /** The provider's. */
  server: Server;
  close(): Promise<void>;
}

/** A gateway at which people may sign in by such a provider. */
export async function startWithProvider(): Promise<WithProvider> {
  const port = await freePort();
  const redirectUrl = `http://127.0.0.1:${port}/sign-on/callback`;
  const { issuer, server } = await startProvider(redirectUrl);
  const singleSignOn = { ...client, issuer, redirectUrl, nameClaim: 'preferred_username' };
  const gateway = await startGateway({ port, singleSignOn });
  const close = async () => {
    await gateway.close();
    await stop(server);
  };
  return { gateway, server, close };
}

/** Returns when it no longer answers. */
export async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
