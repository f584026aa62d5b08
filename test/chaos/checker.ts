// `node checker.js <database url> <acknowledged writes> <kills.json>`: counts in the database what became of the writes that were acknowledged, and prints a
// CheckReport as JSON. Shares nothing with the services: plain SQL over all schemas, once the event path has come to rest.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { CheckReport, Kill } from './check-report.js';
import { loadHears } from './hears.js';
import type { Acknowledged, WritingEnd } from './plan.js';
import {
  doubled,
  handled,
  longestWait,
  lost,
  services,
  stuck,
  unevenLedger,
  unexpected,
  unhandled,
} from './questions.js';

const [url = '', file = '', killsFile = ''] = process.argv.slice(2);
/** A busy machine may take long; one on which nothing moves any more is stuck. */
const standstillMilliseconds = 40_000;
const drainMilliseconds = 180_000;
const examples = 10;

const notes = readFileSync(file, 'utf8').trim().split('\n');
const lines = notes.map((line) => JSON.parse(line) as Acknowledged | WritingEnd);
const acknowledged = lines.filter((line): line is Acknowledged => 'key' in line);
const end = lines.find((line): line is WritingEnd => 'begun' in line) ?? { begun: 0, refused: [], unanswered: -1 };
const kills = JSON.parse(readFileSync(killsFile, 'utf8')) as Kill[];

const database = new Client({ connectionString: url, application_name: 'chaos-checker' });
await database.connect();
await loadAcknowledged();
await loadHears(database);
const drained = await drain();
const report: CheckReport = {
  ...end,
  acknowledged: acknowledged.length,
  repeated: acknowledged.filter(({ attempts }) => attempts > 1).length,
  lost: await faults(lost),
  doubled: await faults(doubled),
  unexpected: await faults(unexpected),
  unevenLedger: await faults(unevenLedger),
  unhandled: await faults(unhandled),
  handled: (await database.query<{ count: number }>(handled)).rows[0]?.count ?? 0,
  stuck: await faults(stuck),
  drainMilliseconds: drained,
  longestWait: await waits(),
  acknowledgedDuring: kills.map(({ what, at, until }) => ({ what, writes: writesBetween(at, until) })),
};
await database.end();
process.stdout.write(`${JSON.stringify(report)}\n`);

async function loadAcknowledged(): Promise<void> {
  await database.query('CREATE TEMP TABLE ack (kind text, key text PRIMARY KEY, id uuid, quantity integer)');
  await database.query('INSERT INTO ack SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::integer[])', [
    acknowledged.map(({ kind }) => kind),
    acknowledged.map(({ key }) => key),
    acknowledged.map(({ id }) => id),
    acknowledged.map(({ quantity }) => quantity),
  ]);
  await database.query('ANALYZE ack');
}

/** Waits until nothing is on its way, the broker's log included, or nothing moves any more; answers how long that took. What is left then is stuck. */
async function drain(): Promise<number> {
  const began = performance.now();
  let [seen, movedAt] = ['', began];
  for (;;) {
    const left = await faults([...stuck, ...unhandled]);
    const now = performance.now();
    if (left.join() !== seen) [seen, movedAt] = [left.join(), now];
    if (left.length === 0 || now - movedAt > standstillMilliseconds || now - began > drainMilliseconds)
      return Math.round(now - began);
    await pause(200);
  }
}

async function faults(questions: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const text of questions) {
    const { rows } = await database.query<string[]>({ text, rowMode: 'array' });
    found.push(...rows.map(([what = '']) => what));
  }
  return found.length > examples ? [...found.slice(0, examples), `and so on: ${found.length} in all`] : found;
}

async function waits(): Promise<CheckReport['longestWait']> {
  const found: CheckReport['longestWait'] = [];
  for (const { what, at, until } of kills) {
    const service = services.find((name) => what.startsWith(name));
    if (!service) continue;
    const values = [new Date(at), new Date(until)];
    const { rows } = await database.query<{ milliseconds: number; events: number }>(longestWait(service), values);
    found.push({ what, milliseconds: rows[0]?.milliseconds ?? 0, events: rows[0]?.events ?? 0 });
  }
  return found;
}

function writesBetween(from: number, to: number): number {
  return acknowledged.filter(({ acknowledgedAt }) => acknowledgedAt >= from && acknowledgedAt < to).length;
}
