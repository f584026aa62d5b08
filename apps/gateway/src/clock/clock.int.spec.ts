import { SteppedClock } from '#common/runtime/clock.js';
import { signIn } from '../testing/client.js';
import { adminPassword, startGateway } from '../testing/start-gateway.js';

describe('the clock', () => {
  it('of a demo stands still until an admin moves it', async () => {
    const clock = new SteppedClock(new Date('2026-03-02T08:00:00Z'));
    const nextDueAt = new Date('2026-03-02T09:00:00Z');
    const gateway = await startGateway({ eventPath: async () => ({ quiet: true, nextDueAt }) }, clock);
    const admin = await signIn(gateway.url, 'admin', adminPassword);
    const move = (to: string) => admin('POST', '/api/v1/clock/move', { to });
    expect((await admin('GET', '/api/v1/clock')).body).toEqual({
      now: '2026-03-02T08:00:00.000Z',
      stepped: true,
      nextDueAt: '2026-03-02T09:00:00.000Z',
      quiet: true,
    });
    expect(await move('2026-03-02T09:00:00Z')).toMatchObject({
      status: 200,
      body: { now: '2026-03-02T09:00:00.000Z', quiet: false },
    });
    expect(await move('2026-03-02T08:59:00Z')).toMatchObject({ status: 400, body: { errors: [{ field: 'to' }] } });
    expect(await move('2026-02-31T08:59:00Z')).toMatchObject({ status: 400, body: { errors: [{ field: 'to' }] } });
    await gateway.close();
  });

  it('is shown when everything has come to rest, if that is preferred', async () => {
    const gateway = await startGateway({
      eventPath: async (waitMilliseconds) => ({ quiet: waitMilliseconds === 2_000 }),
    });
    const admin = await signIn(gateway.url, 'admin', adminPassword);
    const isQuiet = async (prefer: string) =>
      (await admin('GET', '/api/v1/clock', undefined, { prefer })).body['quiet'];
    expect(await isQuiet('wait=2')).toBe(true);
    expect(await isQuiet('respond-async, wait=2')).toBe(true);
    expect(await isQuiet('wait=-2')).toBe(false);
    await gateway.close();
  });

  it('of a real server cannot be moved', async () => {
    const gateway = await startGateway({ eventPath: async () => ({ quiet: true }) });
    const admin = await signIn(gateway.url, 'admin', adminPassword);
    expect(await admin('POST', '/api/v1/clock/move', { to: '2099-01-01T00:00:00Z' })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('runs by itself') as string },
    });
    expect((await admin('GET', '/api/v1/clock')).body).toMatchObject({ stepped: false, quiet: true });
    await gateway.close();
  });
});
