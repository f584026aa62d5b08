// Starts one embedded PostgreSQL for the whole test run, in a process that outlives a killed run just long enough to stop it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { build } from '../../tools/build.js';
import { openHomes } from './homes.js';

export default async function startPostgres() {
  globalThis.calloutCloseHomes = openHomes();
  if (process.env.CALLOUT_TEST_DATABASE) return;
  await build(['libs', 'apps']); // threads and helpers of the tests run from dist/
  const keeper = spawn(process.execPath, ['dist/libs/common/src/testing/postgres-keeper.js'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: keeper.stdout });
  process.env.CALLOUT_TEST_DATABASE = await new Promise((resolve, reject) => {
    lines.once('line', resolve);
    keeper.once('exit', (code) => reject(new Error(`PostgreSQL for the tests did not start (exit ${code})`)));
  });
  globalThis.calloutPostgresKeeper = keeper;
}
