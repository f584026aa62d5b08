import { openDatabaseOf } from './database.js';
import { givenServer } from './given-server.js';
import { keysFile } from './keys.js';
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
  const interruption = onInterrupt();
  const server = await serverFor(options, country, chosen, towns, interruption);
  let keep = options.keep;
  try {
    const replay = new Replay(
      server.url,
      keysFile(server.home),
      options,
      chosen.map(({ id }) => id),
      interruption,
    );
    const run = await replay.run();
    keep ||= run.interrupted;
    const client = await openDatabaseOf(server.home);
    try {
      const good = await report(client, run, chosen.length, towns, say);
      if (run.interrupted)
        say(`interrupted at ${new Date(run.now).toISOString()} of business time: not everything was replayed`);
      return good && !run.interrupted ? 0 : 1;
    } finally {
      await client.end();
    }
  } finally {
    await server.stop(keep);
  }
}

/** Aborted by the first Ctrl-C; the second one ends this program at once, and with it what it has started. */
function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    say('\nCtrl-C: stopping after this minute of business time');
    controller.abort();
    process.once('SIGINT', () => process.exit(130));
  });
  process.once('SIGTERM', () => process.exit(143));
  return controller.signal;
}

async function serverFor(
  { url, home, days }: ReplayOptions,
  country: string,
  records: readonly RepairRecord[],
  towns: TownPlan,
  interruption: AbortSignal,
): Promise<Server> {
  if (url && home) return givenServer(url, home);
  const { subdivisions, weights } = towns;
  const began = performance.now();
  const dailyOrders = Math.max(1, Math.round(records.length / days));
  const server = await startServer({ country, subdivisions, townWeights: weights, dailyOrders }, say, interruption);
  say(
    `Callout with a demo of ${country} is ready at ${server.url} after ${((performance.now() - began) / 1_000).toFixed(1)} s`,
  );
  return server;
}
