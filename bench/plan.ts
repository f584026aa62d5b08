// npm run bench -- plan: a full plan without database – classify, select, quantiles, policy – on 2 cores, and one demand event.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { planItem } from '../apps/inventory/src/core/policy/plan-item.js';
import { DemandState } from '../apps/inventory/src/core/forecasting/demand-state.js';
import type { GroupModel } from '../apps/inventory/src/core/forecasting/group-model.js';
import { groupOf } from './parts/forecast-panel.js';
import { carParts } from './parts/wide-csv.js';
import { printFigures } from './shared/figures.js';

interface Job {
  rows: (number | null)[][];
  group: GroupModel;
  repeats: number;
}

const workers = 2;
const rule = {
  leadPeriods: 3,
  leadVariance: 0.25,
  reviewPeriods: 1,
  target: { kind: 'fill-rate', share: 0.95 },
  lot: { minimum: 1, pack: 1 },
} as const;

function planAll({ rows, group, repeats }: Job): number {
  let planned = 0;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const row of rows) {
      planItem(row, rule, { group, horizon: 4 });
      planned += 1;
    }
  }
  return planned;
}

async function inWorker(job: Job): Promise<number> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: job });
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
}

/** Item-locations per second, learning the group included. */
async function measurePlan(rows: (number | null)[][]): Promise<number> {
  const started = performance.now();
  const group = groupOf(rows, 4, 12);
  const planned = await Promise.all(Array.from({ length: workers }, () => inWorker({ rows, group, repeats: 8 })));
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
