// npm run bench -- plan-run [--parts 500] [--phases]: planning runs with database, calibration and all, and from one demand event to the stored forecast and position.
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { systemActor } from '#common/auth/actor.js';
import { uuidv7 } from '#common/database/uuid.js';
import { VisitFinished } from '#common/events/index.js';
import { asCallout } from '#common/messaging/system-context.js';
import { deliver } from '#common/testing/deliver.js';
import { ForecastSignal } from '../apps/inventory/src/forecasts/forecast-signal.js';
import { PlanningRunsReader } from '../apps/inventory/src/planning-runs/planning-runs-reader.service.js';
import { PlanningRunsService } from '../apps/inventory/src/planning-runs/planning-runs.service.js';
import { PlanningThreads } from '../apps/inventory/src/planning-runs/planning-threads.js';
import { startInventory } from './parts/inventory-alone.js';
import { countStatements, RunPhases } from './parts/run-phases.js';
import { printFigures } from './shared/figures.js';
import { processorMilliseconds } from './shared/processor-time.js';
import type { ServiceAlone } from './shared/service-alone.js';

const sites = 40;
const weeks = 51;
const eventsPerRun = 200;
const eventsPerSecond = 20;
/** A look costs the service a millisecond or two: more of them would be a part of what is measured. */
const lookMilliseconds = 50;

interface MeasuredRun {
  /** Item-locations per second, from the request to the last one written. */
  speed: number;
  /** Until everything was learnt; until the last one was written; until the plan counts. */
  seconds: [prepared: number, done: number, published: number];
  /** Processor time until the last one was written, in µs an item-location: the same on a busy machine, or nearly. */
  processor: { node: number; database: number };
}

async function measureRun({ running, databasePid }: ServiceAlone, publish: boolean): Promise<MeasuredRun> {
  const runs = running.app.get(PlanningRunsService, { strict: false });
  const reader = running.app.get(PlanningRunsReader, { strict: false });
  const started = performance.now();
  const since = () => (performance.now() - started) / 1000;
  const used = startProcessors(databasePid);
  const wished = { scope: {}, publishWhenDone: publish };
  const { id } = await asCallout(() => runs.request(wished, systemActor));
  const look = () => asCallout(() => reader.get(id));
  let prepared: number | undefined;
  for (;;) {
    const { status, itemLocations, partsTotal, failure } = await look();
    if (status === 'failed') throw new Error(`the run failed: ${failure}`);
    if (partsTotal > 0) prepared ??= since();
    if (status === 'done' || status === 'published') {
      const done = since();
      const processor = used(itemLocations);
      while (publish && (await look()).status !== 'published') await pause(lookMilliseconds);
      return { speed: itemLocations / done, seconds: [prepared ?? 0, done, since()], processor };
    }
    await pause(lookMilliseconds);
  }
}

function startProcessors(databasePid: number): (itemLocations: number) => MeasuredRun['processor'] {
  const [node, database] = [process.cpuUsage(), processorMilliseconds(databasePid)];
  return (itemLocations) => {
    const { user, system } = process.cpuUsage(node);
    const ofDatabase = (processorMilliseconds(databasePid) - database) * 1000;
    return { node: (user + system) / itemLocations, database: ofDatabase / itemLocations };
  };
}

/** Milliseconds from a visit's report at the door of inventory … */
interface MeasuredEvent {
  /** … until it is in the inbox; */
  accepted: number;
  /** … until the demand is recorded; */
  recorded: number;
  /** … until its site's forecast and position are stored. */
  stored: number;
}

/** When demand was recorded last. */
function watchRecords({ running }: ServiceAlone): () => number {
  const signal = running.app.get(ForecastSignal, { strict: false });
  const ring = signal.ring.bind(signal);
  let at = 0;
  signal.ring = () => {
    at = performance.now();
    ring();
  };
  return () => at;
}

async function measureEvents({ running, admin }: ServiceAlone, recordedAt: () => number): Promise<MeasuredEvent[]> {
  return admin(async (client) => {
    const measured: MeasuredEvent[] = [];
    const { rows: items } = await client.query<{ partId: string; siteId: string }>(drawnForecasts, [eventsPerRun]);
    for (const { partId, siteId } of items) {
      const told = async () => {
        const { rows } = await client.query<{ pieces: number }>({
          name: 'live',
          text: `SELECT coalesce((live ->> 'pieces')::integer, 0) AS pieces FROM inventory.forecast WHERE part_id = $1 AND location_id = $2`,
          values: [partId, siteId],
        });
        return rows[0]?.pieces ?? 0;
      };
      const before = await told();
      const started = performance.now();
      const since = () => performance.now() - started;
      await deliver(running, VisitFinished, reportOf(partId, siteId), { occurredAt: new Date('2026-03-02T01:00:00Z') });
      const accepted = since();
      for (let look = 0; (await told()) === before; look += 1) {
        if (look > 5_000) throw new Error(`the forecast of part ${partId} at ${siteId} has not heard of the demand`);
        await pause(1);
      }
      measured.push({ accepted, recorded: recordedAt() - started, stored: since() });
      await pause(Math.max(0, 1000 / eventsPerSecond - since()));
    }
    return measured;
  });
}

const drawnForecasts = `
  SELECT part_id AS "partId", location_id AS "siteId" FROM inventory.forecast JOIN inventory.stock_location AS place ON place.id = location_id
  WHERE kind = 'site' ORDER BY md5(forecast.id::text) LIMIT $1`;

const reportOf = (partId: string, siteId: string): VisitFinished => ({
  ...VisitFinished.example,
  ...{ visitId: uuidv7(), repairOrderId: uuidv7(), requestId: uuidv7(), siteId, technicianId: uuidv7() },
  ...{ at: '2026-03-02T00:30:00.000Z', outcome: 'repaired', partsUnused: [] },
  partsUsed: [{ partId, quantity: 1 }],
});

const at = (events: readonly MeasuredEvent[], share: number, of: keyof MeasuredEvent = 'stored') => {
  const sorted = events.map((event) => event[of]).toSorted((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
};

export async function main(args: readonly string[]): Promise<number> {
  const options = { parts: { type: 'string', default: '500' }, phases: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const extent = { parts: Number(values.parts), sites, weeks };
  const alone = await startInventory(extent, values.phases ? countStatements : {});
  try {
    if (values.phases) return await alone.admin((client) => tellPhases(alone, client));
    const runs = [await measureRun(alone, false), await measureRun(alone, false), await measureRun(alone, true)];
    const events: MeasuredEvent[][] = [];
    const recordedAt = watchRecords(alone);
    for (let run = 0; run < 3; run += 1) events.push(await measureEvents(alone, recordedAt));
    const unit = 'ms';
    const good = printFigures([
      {
        name: 'planning run with database, 51 weeks, 2 cores: item-locations',
        unit: '/s',
        values: runs.map(({ speed }) => speed),
        must: 3_000,
        aim: 10_000,
        higherIsBetter: true,
      },
      {
        name: 'one demand event to forecast and position stored, p50',
        unit,
        values: events.map((one) => at(one, 0.5)),
        must: 50,
        aim: 10,
      },
      { name: 'the same, p99', unit, values: events.map((one) => at(one, 0.99)), must: 50, aim: 10 },
    ]);
    for (const run of runs) console.log(inWords(run));
    return good ? 0 : 1;
  } finally {
    await alone.close();
  }
}

const inWords = ({ seconds: [prepared, done, published], processor }: MeasuredRun) =>
  `learnt after ${prepared.toFixed(2)} s, all written after ${done.toFixed(2)} s, at its end after ${published.toFixed(2)} s; ` +
  `an item-location took Node ${processor.node.toFixed(0)} and PostgreSQL ${processor.database.toFixed(0)} µs of a processor`;

/** No figures: where the time of a second run, and of events after it, goes. */
async function tellPhases(alone: ServiceAlone, client: Client): Promise<number> {
  const phases = new RunPhases(client, alone.running.app.get(PlanningThreads, { strict: false }));
  await measureRun(alone, false);
  await phases.begin();
  const run = await measureRun(alone, true);
  await phases.tell(`a planning run: ${inWords(run)}`);
  const recordedAt = watchRecords(alone);
  await measureEvents(alone, recordedAt);
  await phases.begin();
  const events = await measureEvents(alone, recordedAt);
  const shown = (of: keyof MeasuredEvent) =>
    [0.5, 0.9, 0.99].map((share) => at(events, share, of).toFixed(1)).join(', ');
  await phases.tell(
    `${events.length} demand events, p50, p90, p99 in ms: accepted ${shown('accepted')}; recorded ${shown('recorded')}; stored ${shown('stored')}`,
  );
  return 0;
}
