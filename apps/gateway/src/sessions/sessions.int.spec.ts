import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';
import { clientOf, signIn } from '../testing/client.js';

describe('sessions', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it('opens for the right password and says who it is', async () => {
    const send = await signIn(gateway.url, 'admin', adminPassword);
    const me = await send('GET', '/api/v1/me');
    expect(me).toMatchObject({ status: 200, body: { kind: 'user', name: 'Ada Admin', roles: ['admin'] } });
  });

  it('sets a cookie that scripts cannot read and other sites do not get', async () => {
    const { headers } = await clientOf(gateway.url)('POST', '/api/v1/sessions', {
      name: 'admin',
      password: adminPassword,
    });
    expect(headers.get('set-cookie')).toMatch(
      /^callout_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/,
    );
  });

  it('stores the token only as a digest', async () => {
    const { headers } = await clientOf(gateway.url)('POST', '/api/v1/sessions', {
      name: 'admin',
      password: adminPassword,
    });
    const token = /callout_session=([\w-]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? 'none';
    const rows = await gateway.database.query<{ text: string }>(
      `SELECT row_to_json(s)::text AS text FROM gateway.session s`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ text }) => text.includes(token) || text.includes(Buffer.from(token).toString('hex')))).toBe(
      false,
    );
  });

  it('refuses a wrong name and a wrong password with the same words', async () => {
    const send = clientOf(gateway.url);
    const wrongName = await send('POST', '/api/v1/sessions', { name: 'nobody', password: 'x' });
    const wrongPassword = await send('POST', '/api/v1/sessions', { name: 'admin', password: 'x' });
    expect(wrongName.status).toBe(401);
    expect({ ...wrongName.body, correlationId: '' }).toEqual({ ...wrongPassword.body, correlationId: '' });
  });

  it('slows down whoever guesses, and only at that address', async () => {
    const from = (address: string) => clientOf(gateway.url, { 'x-forwarded-for': address });
    const guess = (address: string) => from(address)('POST', '/api/v1/sessions', { name: 'target', password: 'guess' });
    for (let index = 0; index < 8; index += 1) expect((await guess('203.0.113.7')).status).toBe(401);
    const refused = await guess('203.0.113.7');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await guess('203.0.113.8')).status).toBe(401);
  });

  it('ends at sign-out, at once', async () => {
    const send = await signIn(gateway.url, 'admin', adminPassword);
    expect((await send('GET', '/api/v1/me')).status).toBe(200);
    expect((await send('DELETE', '/api/v1/sessions/current')).status).toBe(204);
    expect((await send('GET', '/api/v1/me')).status).toBe(401);
  });

  it('ends when its time is over', async () => {
    const send = await signIn(gateway.url, 'admin', adminPassword);
    await gateway.database.query(`UPDATE gateway.session SET expires_at = now() - interval '1 second'`);
    expect((await send('GET', '/api/v1/me')).status).toBe(401);
  });

  it('lets no other web site act with the cookie', async () => {
    const send = await signIn(gateway.url, 'admin', adminPassword);
    const { headers } = await clientOf(gateway.url)('POST', '/api/v1/sessions', {
      name: 'admin',
      password: adminPassword,
    });
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const bare = clientOf(gateway.url, { cookie });
    expect(
      (await bare('DELETE', '/api/v1/sessions/current', undefined, { origin: 'https://evil.example' })).status,
    ).toBe(403);
    expect((await bare('DELETE', '/api/v1/sessions/current')).status).toBe(403);
    expect((await bare('GET', '/api/v1/me')).status).toBe(200);
    expect((await bare('DELETE', '/api/v1/sessions/current', undefined, { origin: gateway.url })).status).toBe(204);
    expect((await send('GET', '/api/v1/me')).status).toBe(200);
  });
});
