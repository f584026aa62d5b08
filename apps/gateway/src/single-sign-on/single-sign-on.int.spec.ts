import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { Provider } from 'oidc-provider';
import { freePort } from '#common/runtime/postgres-port.js';
import { loadConfig } from '#common/runtime/config.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';
import { SingleSignOnConfig, singleSignOnFrom } from './single-sign-on-config.js';

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

/** A browser: keeps cookies by host and follows nothing by itself. */
class Browser {
  private readonly cookies = new Map<string, Map<string, string>>();

  async open(url: string, form?: Record<string, string>): Promise<{ status: number; to: string; text: string }> {
    const { host } = new URL(url);
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, jar);
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    return { status: answer.status, to: location ? new URL(location, url).href : '', text: await answer.text() };
  }

  /** Signs in at the provider and agrees; answers the callback's address. */
  async passProvider(begun: string, login: string): Promise<string> {
    const interaction = await this.open(begun);
    const asked = await this.open(interaction.to, { prompt: 'login', login, password: 'any' });
    const consent = await this.open(asked.to);
    const agreed = await this.open(consent.to, { prompt: 'consent' });
    return (await this.open(agreed.to)).to;
  }
}

describe('single sign-on', () => {
  let gateway: TestGateway;
  let server: Server;
  /** It warns that it is one for trying things. */
  beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation(() => undefined));
  afterAll(() => jest.restoreAllMocks());
  const provide = async (nameClaim = 'preferred_username') => {
    const port = await freePort();
    const redirectUrl = `http://127.0.0.1:${port}/sign-on/callback`;
    const provider = await startProvider(redirectUrl);
    server = provider.server;
    gateway = await startGateway({ singleSignOn: { ...client, issuer: provider.issuer, redirectUrl, nameClaim } });
    return (callback: string) => callback.replace(`http://127.0.0.1:${port}`, gateway.url);
  };
  afterEach(async () => {
    await gateway.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  it('opens a session for a user whom the provider names, and for nobody else', async () => {
    const toGateway = await provide();
    const browser = new Browser();
    const { status, to } = await browser.open(`${gateway.url}/sign-on`);
    expect(status).toBe(302);
    const callback = toGateway(await browser.passProvider(to, 'admin'));
    expect(await browser.open(callback)).toMatchObject({ status: 302, to: `${gateway.url}/app` });
    expect(JSON.parse((await browser.open(`${gateway.url}/api/v1/me`)).text)).toMatchObject({ roles: ['admin'] });
    expect((await browser.open(callback)).status).toBe(403); // once only

    const stranger = new Browser();
    const strange = await stranger.open(`${gateway.url}/sign-on`);
    const unknown = await stranger.open(toGateway(await stranger.passProvider(strange.to, 'nobody')));
    expect(unknown).toMatchObject({ status: 403 });
    expect(unknown.text).toContain('no user nobody');
    expect((await stranger.open(`${gateway.url}/api/v1/me`)).status).toBe(401);
  }, 60_000);

  it('ends only in the browser in which it was begun', async () => {
    const toGateway = await provide();
    const browser = new Browser();
    const { to } = await browser.open(`${gateway.url}/sign-on`);
    const callback = toGateway(await browser.passProvider(to, 'admin'));
    const other = new Browser();
    expect((await other.open(callback)).status).toBe(403);
    await other.open(`${gateway.url}/sign-on`);
    expect((await other.open(callback)).status).toBe(403); // another state
    expect((await browser.open(callback)).status).toBe(302);
  }, 60_000);

  it('is 503 while the provider is away, and there again afterwards', async () => {
    await provide();
    const { port } = server.address() as AddressInfo;
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    expect((await new Browser().open(`${gateway.url}/sign-on`)).status).toBe(503);
    await once(server.listen(port, '127.0.0.1'), 'listening');
    expect((await new Browser().open(`${gateway.url}/sign-on`)).status).toBe(302);
  }, 60_000);
});

describe('the configuration of single sign-on', () => {
  const all = {
    OIDC_ISSUER: 'https://id.example.com/realms/a',
    OIDC_CLIENT_ID: 'callout',
    OIDC_CLIENT_SECRET: 'secret',
    OIDC_REDIRECT_URL: 'https://callout.example.com/sign-on/callback',
  };
  const read = (environment: Record<string, string>) => singleSignOnFrom(loadConfig(SingleSignOnConfig, environment));

  it('is all or nothing', () => {
    expect(read({})).toBeUndefined();
    expect(read(all)).toMatchObject({ issuer: all.OIDC_ISSUER, nameClaim: 'preferred_username' });
    const { OIDC_CLIENT_ID: _, ...rest } = all;
    expect(() => read(rest)).toThrow('single sign-on needs OIDC_CLIENT_ID too');
  });

  it.each([
    ['OIDC_ISSUER', 'http://id.example.com'],
    ['OIDC_REDIRECT_URL', 'https://callout.example.com/app'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => read({ ...all, [name]: value })).toThrow(name);
  });
});
