import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SteppedClock } from '#common/runtime/clock.js';
import type { GatewaySettings } from '../apps/gateway/src/settings.js';
import { adminPassword, startGateway, type TestGateway } from '../apps/gateway/src/testing/start-gateway.js';
import { givenServer } from './given-server.js';

const oneProcess: Partial<GatewaySettings> = { eventPath: async () => ({ quiet: true }) };
const standing = new SteppedClock(new Date('2026-03-02T00:00:00Z'));

describe('a server that is given to the replay', () => {
  let folder: string;
  const gateways: TestGateway[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'callout-given-'));
  });
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function gateway(...given: Parameters<typeof startGateway>): Promise<string> {
    const started = await startGateway(...given);
    gateways.push(started);
    return started.url;
  }

  function home(password = adminPassword, files: Readonly<Record<string, string>> = {}): string {
    const made = mkdtempSync(join(folder, 'home-'));
    writeFileSync(join(made, 'secrets.json'), JSON.stringify({ adminPassword: password }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
    return made;
  }

  it('is refused when its services are several processes, with that reason and what to do', async () => {
    const url = await gateway();
    await expect(givenServer(url, home())).rejects.toThrow(
      /cannot be replayed on: the services of this server run in several processes.*; a replay needs Callout in one process/,
    );
    await expect(givenServer(url, home('not its password'))).rejects.toThrow(
      /the admin of .* signs in neither with .*: --home must be the state folder of that server/,
    );
    const empty = mkdtempSync(join(folder, 'empty-'));
    await expect(givenServer(url, empty)).rejects.toThrow(
      `--home ${empty} is no state folder of Callout: it has neither demo-keys.json nor secrets.json`,
    );
  });

  it('is refused when its clock runs', async () => {
    const url = await gateway(oneProcess);
    await expect(givenServer(url, home())).rejects.toThrow('the clock of this server runs by itself');
  });

  it('is taken when its clock stands and the keys of its demo are there', async () => {
    const url = await gateway(oneProcess, standing);
    await expect(givenServer(url, home())).rejects.toThrow(
      /demo-keys.json \(.*ENOENT.*--home must be the state folder/,
    );
    const whole = home(adminPassword, { 'demo-keys.json': '{"country":"GB","seed":1,"keys":[]}' });
    expect(await givenServer(url, whole)).toMatchObject({ url, home: whole });
  });

  it('is refused when nobody answers', async () => {
    await expect(givenServer('http://127.0.0.1:1', home())).rejects.toThrow(
      /nobody answers at http:\/\/127.0.0.1:1 .*ECONNREFUSED/,
    );
  });
});
