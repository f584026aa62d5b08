import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { loadConfig } from '#common/runtime/config.js';
import type { AuditEntryView } from '../audit/audit.dto.js';
import { signIn } from '../testing/client.js';
import { startWithProvider, stop } from '../testing/open-id-provider.js';
import { adminPassword, type TestGateway } from '../testing/start-gateway.js';
import { SingleSignOnConfig, singleSignOnFrom } from './single-sign-on-config.js';

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
  let close: () => Promise<void>;
  /** It warns that it is one for trying things. */
  beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation(() => undefined));
  afterAll(() => jest.restoreAllMocks());
  const provide = async () => ({ gateway, server, close } = await startWithProvider());
  afterEach(() => close());

  it('opens a session for a user whom the provider names, and for nobody else', async () => {
    await provide();
    const browser = new Browser();
    const { status, to } = await browser.open(`${gateway.url}/sign-on`);
    expect(status).toBe(302);
    const callback = await browser.passProvider(to, 'admin');
    expect(await browser.open(callback)).toMatchObject({ status: 302, to: `${gateway.url}/app` });
    expect(JSON.parse((await browser.open(`${gateway.url}/api/v1/me`)).text)).toMatchObject({ roles: ['admin'] });
    expect((await browser.open(callback)).status).toBe(403); // once only

    const stranger = new Browser();
    const strange = await stranger.open(`${gateway.url}/sign-on`);
    const unknown = await stranger.open(await stranger.passProvider(strange.to, 'nobody'));
    expect(unknown).toMatchObject({ status: 403 });
    expect(unknown.text).toContain('no user nobody');
    expect((await stranger.open(`${gateway.url}/api/v1/me`)).status).toBe(401);
  }, 60_000);

  it('is in the audit trail, whether it succeeds or fails', async () => {
    await provide();
    const [admin, stranger] = [new Browser(), new Browser()];
    await admin.open(await admin.passProvider((await admin.open(`${gateway.url}/sign-on`)).to, 'admin'));
    await stranger.open(await stranger.passProvider((await stranger.open(`${gateway.url}/sign-on`)).to, 'nobody'));
    const { body } = await (
      await signIn(gateway.url, 'admin', adminPassword)
    )<{ items: AuditEntryView[] }>('GET', '/api/v1/audit-entries');
    const came = body.items.filter(({ path }) => path.startsWith('/sign-on'));
    expect(came).toMatchObject([
      { method: 'GET', path: '/sign-on/callback', status: 403 },
      { method: 'GET', path: '/sign-on/callback', status: 302, actorKind: 'user', actorName: 'Ada Admin' },
    ]);
    expect(came[0]).not.toHaveProperty('actorName');
  }, 60_000);

  it('leads back to the page that was asked for, and to none of somebody else', async () => {
    await provide();
    const endOf = async (next: string) => {
      const browser = new Browser();
      const { to } = await browser.open(`${gateway.url}/sign-on?next=${encodeURIComponent(next)}`);
      return (await browser.open(await browser.passProvider(to, 'admin'))).to;
    };
    expect(await endOf('/app/orders?risk=breached')).toBe(`${gateway.url}/app/orders?risk=breached`);
    for (const elsewhere of ['https://evil.example/app/', '//evil.example', '/app/\\evil.example'])
      expect(await endOf(elsewhere)).toBe(`${gateway.url}/app`);
  }, 60_000);

  it('ends only in the browser in which it was begun', async () => {
    await provide();
    const browser = new Browser();
    const { to } = await browser.open(`${gateway.url}/sign-on`);
    const callback = await browser.passProvider(to, 'admin');
    const other = new Browser();
    expect((await other.open(callback)).status).toBe(403);
    await other.open(`${gateway.url}/sign-on`);
    expect((await other.open(callback)).status).toBe(403); // another state
    expect((await browser.open(callback)).status).toBe(302);
  }, 60_000);

  it('is 503 while the provider is away, and there again afterwards', async () => {
    await provide();
    const { port } = server.address() as AddressInfo;
    await stop(server);
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
