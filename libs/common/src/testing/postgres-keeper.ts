// A process beside the test run: runs one PostgreSQL for it and takes it away when the run has ended, however it ended. It notices by the end of
// its standard input, which even a killed parent closes. Prints the server's URL as its only line.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { own } from '../runtime/postgres-init.js';
import { serverUser } from '../runtime/postgres-user.js';
import { launchPostgres } from '../runtime/postgres.js';

/** Tests need no data after a crash. */
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

const folder = mkdtempSync(join(tmpdir(), 'callout-test-'));
chmodSync(folder, 0o700);
own(folder, serverUser());
const server = await launchPostgres({ folder, settings: careless });
process.stdout.write(`${server.url()}\n`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.resume();
process.stdin.once('end', () => {
  void server.stop().then(() => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
});
