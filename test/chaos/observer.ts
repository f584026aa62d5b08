// `node observer.js <database url> <milliseconds since 1970> <service> ...`: looks every half second, until SIGTERM, how long the oldest event waits that
// was committed since then and that one of these services has not sent or not handled. Prints what it has seen as an Observation. Plain SQL; shares nothing
// with the services.
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Observation } from './check-report.js';
import { loadHears } from './hears.js';
import { oldestUnfinished } from './questions.js';

const lookMilliseconds = 500;
const [url = '', since = '', ...services] = process.argv.slice(2);
let stopping = false;
process.once('SIGTERM', () => (stopping = true));

const database = new Client({ connectionString: url, application_name: 'chaos-observer' });
await database.connect();
await loadHears(database);
const seen: Observation = { looks: 0, longest: {} };
while (!stopping) {
  for (const service of services) await look(service);
  seen.looks += 1;
  await pause(lookMilliseconds);
}
await database.end();
process.stdout.write(`${JSON.stringify(seen)}\n`);

async function look(service: string): Promise<void> {
  const { rows } = await database.query<Record<string, number>>(oldestUnfinished(service), [new Date(Number(since))]);
  for (const [task, milliseconds] of Object.entries(rows[0] ?? {})) {
    const what = `${service} ${task}`;
    seen.longest[what] = Math.max(seen.longest[what] ?? 0, milliseconds);
  }
}
