import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers } from '#common/runtime/postgres-process.js';
import { type Distributed, startDistributed } from '../../apps/standalone/src/distributed/start-distributed.js';
import { startKafka } from '../../deploy/kafka/broker.js';

/** The distributed shape while this file's tests run: PostgreSQL, Kafka, two of every service and of the gateway, each a process of its own. */
export let shape: Distributed;

let home: string;

const root = process.cwd();

// Import this module before the stories: they ask at once whether Callout runs elsewhere, and their own preparations come after this one.
process.env['CALLOUT_URL'] = 'http://not-yet-started';
beforeAll(async () => {
  execFileSync(process.execPath, ['tools/bundle.js'], { cwd: root });
  home = mkdtempSync(join(tmpdir(), 'callout-chaos-'));
  shape = await startDistributed({
    home,
    port: await twoFreePorts(),
    dist: join(root, 'dist'),
    instances: 2,
    startKafka,
    tell: () => undefined,
  });
  process.env['CALLOUT_URL'] = shape.gatewayUrls[0];
  process.env['CALLOUT_PASSWORD'] = shape.adminPassword;
}, 180_000);

afterAll(async () => {
  delete process.env['CALLOUT_URL'];
  await shape?.close();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

/** The gateways take neighbouring ports: some below those that the system gives to short-lived connections. */
async function twoFreePorts(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if (!(await answers(port)) && !(await answers(port + 1))) return port;
  }
}
