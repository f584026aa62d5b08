import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathsIn } from '#common/runtime/postgres-init.js';
import { freePort } from '#common/runtime/postgres-port.js';
import { stopServer } from '#common/runtime/postgres-process.js';
import { secretsOf } from '../../apps/standalone/src/home.js';
import { clientOf } from '../../apps/gateway/src/testing/client.js';
import { Program, postgresOf } from '../frame/program.js';
import { eventually } from '../stories/callout.js';

const wrongPassword = 'a wrong guess 7f3e';

describe('the log of a whole Callout, as talkative as it can be', () => {
  let home: string;
  let program: Program | undefined;
  beforeAll(() => (home = mkdtempSync(join(tmpdir(), 'callout-secrets-'))));
  afterAll(async () => {
    await program?.stop('SIGKILL');
    const left = postgresOf(home);
    if (left) await stopServer(left);
    rmSync(home, { recursive: true, force: true });
  });

  it('tells no password, cookie, key or secret of the services, not even on a bad day', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    program = await new Program({ CALLOUT_HOME: home, PORT: String(port), LOG_LEVEL: 'trace' }).ready();
    const { adminPassword, serviceSecret, passwords } = secretsOf(home, []);

    const signIn = (password: string) => clientOf(url)('POST', '/api/v1/sessions', { name: 'admin', password });
    expect((await signIn(wrongPassword)).status).toBe(401);
    const signedIn = await signIn(adminPassword);
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const admin = clientOf(url, { cookie, 'x-callout-request': '1' });
    const made = await admin<{ secret: string }>('POST', '/api/v1/api-keys', {
      name: 'the desk of a partner',
      role: 'agent',
      scopes: ['requests:read'],
    });
    expect(made.status).toBe(201);
    const key = clientOf(url, { authorization: `Bearer ${made.body.secret}` });
    const ask = async () => (await key('GET', '/api/v1/requests')).status;
    expect(await ask()).toBe(200);
    expect((await key('GET', `/api/v1/requests?search=${wrongPassword}&unheardOf=1`)).status).toBe(400);

    // What breaks is logged with all that is known about it.
    process.kill(postgresOf(home) ?? 0, 'SIGKILL');
    await eventually('a request without the database', async () => (await ask()) === 503);
    await eventually('the database again', async () => (await ask()) === 200);
    await program.stop();

    const log = program.said + readFileSync(pathsIn(join(home, 'postgres')).log, 'utf8');
    expect(log).toContain('PostgreSQL');
    expect(log).toContain('has died');
    const [, secretOfKey = ''] = /^co_[0-9a-f]{32}_(.*)$/.exec(made.body.secret) ?? [];
    const [, valueOfCookie = ''] = cookie.split('=');
    const superuserPassword = readFileSync(pathsIn(join(home, 'postgres')).password, 'utf8');
    const secrets = {
      adminPassword,
      wrongPassword,
      valueOfCookie,
      secretOfKey,
      serviceSecret,
      superuserPassword,
      ...passwords,
    };
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length).toBeGreaterThan(10);
      expect({ name, isTold: log.includes(secret) || log.includes(encodeURIComponent(secret)) }).toEqual({
        name,
        isTold: false,
      });
    }
  }, 180_000);
});
