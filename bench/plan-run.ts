// npm run bench -- plan-run [--parts 500]: planning runs with database, calibration and all, and from one demand event to the stored forecast and position.
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { systemActor } from '#common/auth/actor.js';
import { uuidv7 } from '#common/database/uuid.js';
import { VisitFinished } from '#common/events/index.js';
import { asCallout } from '#common/messaging/system-context.js';
import { deliver } from '#common/testing/deliver.js';
import { PlanningRunsReader } from '../apps/inventory/src/planning-runs/planning-runs-reader.service.js';
import { PlanningRunsService } from '../apps/inventory/src/planning-runs/planning-runs.service.js';
import { type InventoryAlone, startInventory } from './parts/inventory-alone.js';
import { printFigures } from './shared/figures.js';

const sites = 40;
const weeks = 51;
const eventsPerRun = 200;
const eventsPerSecond = 20;

/** Item-locations per second, from the request to the last one written. */
async function measureRun({ running }: InventoryAlone, publish: boolean): Promise<number> {
  const runs = running.app.get(PlanningRunsService, { strict: false });
  const reader = running.app.get(PlanningRunsReader, { strict: false });
  const started = performance.now();
  const wished = { scope: {}, publishWhenDone: publish };
  const { id } = await asCallout(() => runs.request(wished, systemActor));
  for (;;) {
    const { status, itemLocations, failure } = await asCallout(() => reader.get(id));
    if (status === 'failed') throw new Error(`the run failed: ${failure}`);
    if (status === 'done' || status === 'published') {
      const seconds = (performance.now() - started) / 1000;
      while (publish && (await asCallout(() => reader.get(id))).status !== 'published') await pause(50);
      return itemLocations / seconds;
    }
    await pause(20);
  }
}

/** Milliseconds from a visit's report at the door of inventory until its site's forecast and position are stored. */
async function measureEvents({ running, admin }: InventoryAlone): Promise<number[]> {
  return admin(async (client) => {
    const times: number[] = [];
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
      await deliver(running, VisitFinished, reportOf(partId, siteId), { occurredAt: new Date('2026-03-02T01:00:00Z') });
      for (let look = 0; (await told()) === before; look += 1) {
        if (look > 5_000) throw new Error(`the forecast of part ${partId} at ${siteId} has not heard of the demand`);
        await pause(1);
      }
      times.push(performance.now() - started);
      await pause(Math.max(0, 1000 / eventsPerSecond - (performance.now() - started)));
    }
    return times.toSorted((one, other) => one - other);
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

const at = (sorted: readonly number[], share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { parts: { type: 'string', default: '500' } } });
  const alone = await startInventory({ parts: Number(values.parts), sites, weeks });
  try {
    const speeds = [await measureRun(alone, false), await measureRun(alone, false), await measureRun(alone, true)];
    const events: number[][] = [];
    for (let run = 0; run < 3; run += 1) events.push(await measureEvents(alone));
    const unit = 'ms';
    const good = printFigures([
      {
        name: 'planning run with database, 51 weeks, 2 cores: item-locations',
        unit: '/s',
        values: speeds,
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
    return good ? 0 : 1;
  } finally {
    await alone.close();
  }
}
