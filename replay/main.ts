import { keysFile } from '../apps/standalone/src/demo/prepare-demo.js';
import { openDatabaseOf } from './database.js';
import { givenServer } from './given-server.js';
import { type ReplayOptions, readOptions } from './options.js';
import { type RepairRecord, readRecords } from './records.js';
import { Replay } from './replay.js';
import { report } from './report.js';
import { type Server, startServer } from './server.js';
import { type TownPlan, planTowns } from './towns.js';

const say = (line: string) => console.log(line);

/** `npm run replay`: real repair records through a whole Callout. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const { country, records } = readRecords(options.file);
  const chosen = records.slice(0, options.limit);
  const towns = planTowns(country, records, options.seed);
  say(`${chosen.length} records of ${country} ${towns.subdivisions.join(', ')} into ${options.days} working days`);
  const server = await serverFor(options, country, chosen, towns);
  let keep = options.keep;
  try {
    const replay = new Replay(
      server.url,
      keysFile(server.home),
      options,
      chosen.map(({ id }) => id),
    );
    process.once('SIGINT', () => {
      say('\nCtrl-C: stopping after this minute of business time');
      replay.interrupt();
      process.once('SIGINT', () => process.exit(130));
    });
    process.once('SIGTERM', () => process.exit(143));
    const run = await replay.run();
    keep ||= run.interrupted;
    const client = await openDatabaseOf(server.home);
    try {
      return (await report(client, run, towns, say)) && !run.interrupted ? 0 : 1;
    } finally {
      await client.end();
    }
  } finally {
    await server.stop(keep);
  }
}

async function serverFor(
  { url, home, days }: ReplayOptions,
  country: string,
  records: readonly RepairRecord[],
  towns: TownPlan,
): Promise<Server> {
  if (url && home) return givenServer(url, home);
  const { subdivisions, weights } = towns;
  const began = performance.now();
  const dailyOrders = Math.max(1, Math.round(records.length / days));
  const server = await startServer({ country, subdivisions, townWeights: weights, dailyOrders }, say);
  say(
    `Callout with a demo of ${country} is ready at ${server.url} after ${((performance.now() - began) / 1_000).toFixed(1)} s`,
  );
  return server;
}
