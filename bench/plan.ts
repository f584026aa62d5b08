// npm run bench -- plan: a full plan without database – classify, select, quantiles, calibration, policy – on 2 cores, and one demand event.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { planItemLocation } from '../apps/inventory/src/core/plan/plan-item-location.js';
import { type Calibration, periodsOf, rehearsalDays, rehearse } from '../apps/inventory/src/core/plan/rehearse.js';
import { learnGroup } from '../apps/inventory/src/core/forecasting/learn-group.js';
import { DemandState } from '../apps/inventory/src/core/forecasting/demand-state.js';
import type { GroupModel } from '../apps/inventory/src/core/forecasting/group-model.js';
import { groupOf } from './parts/forecast-panel.js';
import { carParts } from './parts/wide-csv.js';
import { printFigures } from './shared/figures.js';

interface Job {
  rows: (number | null)[][];
  group: GroupModel;
  calibration: Calibration;
  repeats: number;
}

const workers = 2;
const periodDays = 28;
const supply = { leadTime: { meanDays: 84, deviationDays: 14 }, isBought: true, packQuantity: 1 };
const part = { unitCostMinor: 5_000, packQuantity: 1, criticality: 'essential', valueClass: 'B' } as const;
/** As many as a run rehearses of a category. */
const rehearsedItems = 110;

function planAll({ rows, group, calibration, repeats }: Job): number {
  let planned = 0;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const row of rows) {
      const history = row.map((quantity) => quantity ?? 0);
      const rest = { periodDays, horizon: 4, overrides: {}, shortageCostMinor: 25_000 };
      planItemLocation({ history, ...supply, part, group, calibration, ...rest });
      planned += 1;
    }
  }
  return planned;
}

/** The table has months: each one's demand comes on its first day. */
function calibrate(rows: readonly (number | null)[][]): Calibration {
  const step = Math.max(1, Math.floor(rows.length / rehearsedItems));
  const drawn = rows.filter((_, at) => at % step === 0).slice(0, rehearsedItems);
  const items = drawn.map((row) => ({ ...supply, days: row.flatMap(monthOfDays) }));
  const days = rehearsalDays((rows[0]?.length ?? 0) * periodDays, periodDays);
  const known = items.map((item) => periodsOf(item.days, days.first, periodDays));
  return rehearse(items, learnGroup(known, { horizon: 4 }), periodDays, days);
}

const monthOfDays = (quantity: number | null) => [quantity ?? 0, ...new Array<number>(periodDays - 1).fill(0)];

async function inWorker(job: Job): Promise<number> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: job });
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
}

/** Item-locations per second, learning and rehearsing the group included. */
async function measurePlan(rows: (number | null)[][]): Promise<number> {
  const started = performance.now();
  const group = groupOf(rows, 4, 12);
  const job = { rows, group, calibration: calibrate(rows), repeats: 8 };
  const planned = await Promise.all(Array.from({ length: workers }, () => inWorker(job)));
  return planned.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000);
}

/** Microseconds from one more demand to the new forecast and stock level of its item. */
function measureEvent(rows: (number | null)[][], group: GroupModel): number {
  const states = rows.map((row) => DemandState.of(row, { group, horizon: 4 }));
  const started = performance.now();
  for (const state of states) {
    state.add(1);
    state.forecast().sum(4).quantile(0.95);
  }
  return ((performance.now() - started) * 1000) / states.length;
}

export async function main(): Promise<number> {
  const { rows } = carParts();
  const group = groupOf(rows, 4, 12);
  const speeds: number[] = [];
  const events: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    speeds.push(await measurePlan(rows));
    events.push(measureEvent(rows, group));
  }
  const good = printFigures([
    {
      name: 'full plan without database, 51 periods, 2 cores',
      unit: '/s',
      values: speeds,
      must: 10_000,
      aim: 50_000,
      higherIsBetter: true,
    },
    {
      name: 'one demand event: forecast and lead-time quantile anew',
      unit: 'µs',
      values: events,
      must: 1000,
      aim: 100,
    },
  ]);
  return good ? 0 : 1;
}

if (!isMainThread) parentPort?.postMessage(planAll(workerData as Job));
