import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import request, { type Response, type Test } from 'supertest';
import { freePort } from '#common/runtime/postgres-port.js';
import { startStandalone } from '../../apps/standalone/src/standalone.js';
import { fillHome } from './prepared-home.js';

/** A caller of the public API: signed in with a session, or with an API key. */
export class Person {
  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  get(path: string): Test {
    return request(this.url).get(`/api/v1${path}`).set(this.headers);
  }

  /** A POST with a key of its own unless one is given; `version` goes as If-Match. */
  post(
    path: string,
    body: object = {},
    { version, key = randomUUID() }: { version?: number; key?: string } = {},
  ): Test {
    const sent = request(this.url).post(`/api/v1${path}`).set(this.headers).set('idempotency-key', key);
    return (version === undefined ? sent : sent.set('if-match', `"${version}"`)).send(body);
  }

  put(path: string, body: object): Test {
    return request(this.url).put(`/api/v1${path}`).set(this.headers).send(body);
  }

  delete(path: string): Test {
    return request(this.url).delete(`/api/v1${path}`).set(this.headers);
  }

  /** POST that must succeed; throws what the server said otherwise. */
  async does<T = Record<string, never>>(
    path: string,
    body: object = {},
    options: { version?: number; key?: string } = {},
  ): Promise<T> {
    return succeeded<T>(await this.post(path, body, options), `POST ${path}`);
  }

  async sees<T>(path: string): Promise<T> {
    return succeeded<T>(await this.get(path), `GET ${path}`);
  }
}

function succeeded<T>(answer: Response, what: string): T {
  if (answer.status >= 300) throw new Error(`${what} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}

/** Callout, whole and running, for one file of stories. */
export interface Callout {
  url: string;
  admin: Person;
  /** The state folder, where this process started it. */
  home?: string;
  /** Moves business time; undefined where it runs with the system's clock. */
  moveTo?: (time: Date) => Promise<void>;
  now(): Promise<Date>;
  close(): Promise<void>;
}

/** Monday, nine o'clock in Wales. */
export const storyStart = '2026-03-02T09:00:00.000Z';

const demo = { country: 'GB', subdivisions: ['WLS'], dailyOrders: 20, clockStandsAt: storyStart };

/** Standalone with a small demo and a clock that stands, unless `CALLOUT_URL` names a running Callout (its admin's password in `CALLOUT_PASSWORD`). */
export async function startCallout(): Promise<Callout> {
  const running = process.env['CALLOUT_URL'];
  if (running) {
    const admin = await signIn(running, 'admin', process.env['CALLOUT_PASSWORD'] ?? '');
    return { url: running, admin, now: async () => new Date(), close: async () => undefined };
  }
  const home = mkdtempSync(join(tmpdir(), 'callout-stories-'));
  await fillHome(home, demo, async (first) => (await startOn(first, await freePort())).close());
  const port = await freePort();
  const standalone = await startOn(home, port);
  const url = `http://127.0.0.1:${port}`;
  const admin = await signIn(url, 'admin', 'callout-demo');
  const now = async () => new Date((await admin.sees<{ now: string }>('/clock')).now);
  return {
    url,
    admin,
    home,
    now,
    async moveTo(time) {
      await quiet(admin);
      await admin.does('/clock/move', { to: time.toISOString() });
      await quiet(admin);
    },
    async close() {
      await standalone.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const startOn = (home: string, port: number) =>
  startStandalone({ home, host: '127.0.0.1', port, demo: { ...demo }, tell: () => undefined });

async function quiet(admin: Person): Promise<void> {
  await eventually(
    'nothing waits in the event path',
    async () => (await admin.sees<{ quiet: boolean }>('/clock')).quiet,
  );
}

export async function signIn(url: string, name: string, password: string): Promise<Person> {
  const answer = await request(url).post('/api/v1/sessions').send({ name, password });
  const cookie = answer.get('Set-Cookie')?.[0]?.split(';')[0];
  if (!cookie) throw new Error(`${name} could not sign in: ${answer.status} ${JSON.stringify(answer.body)}`);
  return new Person(url, { cookie, 'x-callout-request': '1' });
}

const patienceMilliseconds = 20_000;

/** Asks again until the answer is there (not undefined, not false). Throws with `what` if it never comes. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  const until = performance.now() + patienceMilliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > until) throw new Error(`waited in vain: ${what}`);
    await pause(15);
  }
}
