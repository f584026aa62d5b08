import { forecastOf } from '../../apps/inventory/src/core/forecasting/forecast-item.js';
import type { GroupModel } from '../../apps/inventory/src/core/forecasting/group-model.js';
import { itemOf } from '../../apps/inventory/src/core/forecasting/item.js';
import { calibrateTarget, rehearsedPeriods } from '../../apps/inventory/src/core/policy/calibrate.js';
import {
  nothingSimulated,
  replayOrderUpTo,
  type ReplayRule,
  type SimulatedService,
} from '../../apps/inventory/src/core/policy/simulate.js';
import { stockFor } from '../../apps/inventory/src/core/policy/stock-target.js';
import { groupOf } from './forecast-panel.js';

type Rows = readonly (readonly number[])[];

export interface RollingOptions {
  leadPeriods: number;
  /** First period planned for the rehearsals, and first decision that is judged. */
  rehearseFrom: number;
  from: number;
  countFrom: number;
  /** Fill rates to plan for, ascending. */
  internals: readonly number[];
  /** Delivered fill that is promised. */
  promise: number;
}

/** Levels of each internal target, and of the calibrated one: [part][period]. */
export interface RollingPlan {
  levels: Float64Array[][];
  calibrated: Float64Array[];
}

/** The group is learnt again every so many periods. */
const learnEvery = 3;

/** Plans every part anew in every period from what was known then; calibration rehearses on the periods before. */
export function planRolling(rows: Rows, options: RollingOptions): RollingPlan {
  const { internals, rehearseFrom, from, leadPeriods } = options;
  const periods = rows[0]?.length ?? 0;
  const table = () => rows.map(() => new Float64Array(periods));
  const plan: RollingPlan = { levels: internals.map(table), calibrated: table() };
  const methods: (string | undefined)[] = rows.map(() => undefined);
  let group: GroupModel | undefined;
  for (let now = rehearseFrom; now < periods; now += 1) {
    const known = rows.map((row) => row.slice(0, now));
    if (!group || (now - rehearseFrom) % learnEvery === 0) group = groupOf(known, leadPeriods + 1, 0);
    const promised = now < from ? options.promise : rehearse(rows, plan, now, options);
    for (const [part, history] of known.entries()) {
      const previousMethod = methods[part];
      const forecast = forecastOf(itemOf(history), {
        group,
        horizon: leadPeriods + 1,
        ...(previousMethod && { previousMethod }),
      });
      methods[part] = forecast.method;
      const covered = { protection: forecast.sum(leadPeriods + 1), lead: forecast.sum(leadPeriods) };
      const level = (share: number) => stockFor({ kind: 'fill-rate', share }, covered).orderUpTo;
      internals.forEach((share, at) => set(plan.levels[at]?.[part], now, level(share)));
      set(plan.calibrated[part], now, level(promised));
    }
  }
  return plan;
}

function rehearse(rows: Rows, plan: RollingPlan, now: number, options: RollingOptions): number {
  const { rehearseFrom, leadPeriods, internals, promise } = options;
  const countFrom = Math.max(rehearseFrom + leadPeriods, now - rehearsedPeriods);
  const rule = { leadPeriods, from: Math.max(rehearseFrom, countFrom - 2 * leadPeriods), countFrom, to: now };
  const rehearsals = internals.map((internal, at) => ({
    internal,
    service: replayAll(rows, plan.levels[at] ?? [], rule),
  }));
  return calibrateTarget(promise, rehearsals, now - countFrom).internal;
}

/** All parts replayed with these levels, added up. */
export function replayAll(rows: Rows, levels: readonly Float64Array[], rule: ReplayRule): SimulatedService {
  const sum = nothingSimulated();
  rows.forEach((row, part) => replayOrderUpTo(row, (period) => levels[part]?.[period] ?? 0, rule, sum));
  return sum;
}

function set(values: Float64Array | undefined, at: number, value: number): void {
  if (values) values[at] = value;
}
