import { forecastOf } from '../forecasting/forecast-item.js';
import type { GroupModel } from '../forecasting/group-model.js';
import { itemOf } from '../forecasting/item.js';
import { methods, type SelectableMethod } from '../forecasting/method-table.js';
import { seasonAfter } from '../forecasting/season.js';
import { type Rehearsal, rehearsedPeriods } from '../policy/calibrate.js';
import { planForecast } from '../policy/plan-item.js';
import { type Levels, replayLevels } from '../policy/replay-levels.js';
import { nothingSimulated, type SimulatedService } from '../policy/simulate.js';
import type { Calendar } from './calendar.js';
import { levelsOf, policyRule, type Supply } from './policy-rule.js';

/** One item-location whose past is planned again. */
export interface RehearsedItem extends Supply {
  /** Pieces per day, oldest first; the newest is the day before the run. */
  days: readonly number[];
}

/** What plans of the past would have delivered, for each fill rate that they could have been steered to; ascending. */
export interface Calibration {
  rehearsals: Rehearsal[];
  /** Decisions that were rehearsed, `stepDays` apart. */
  decisions: number;
  stepDays: number;
  items: number;
}

/** What plans of the past would have delivered in a category: at sites and in vans, and in the warehouses above them, which serve sums. */
export interface Calibrations {
  near: Calibration;
  store: Calibration;
}

/** When decisions are rehearsed: days counted from the oldest one of the history. */
export interface RehearsalDays {
  /** Everything before this day is known to the first decision. */
  first: number;
  countFrom: number;
  to: number;
  stepDays: number;
  decisions: number;
}

/** Fill rates that the past is steered to; what lies between them is interpolated. */
export const internals = [0.7, 0.82, 0.9, 0.95, 0.98, 0.993] as const;
/** A shelf needs a lead time to forget how it started; longer ones are cut off here. */
const mostWarmUps = 6;

/** The last nine weeks (or months, where periods are months), not more than a third of the history; decisions are a week or a period apart. */
export function rehearsalDays(days: number, periodDays: number): RehearsalDays {
  const stepDays = Math.max(7, periodDays);
  const decisions = Math.min(rehearsedPeriods, Math.floor(days / 3 / stepDays));
  const countFrom = days - decisions * stepDays;
  const warmUps = Math.max(0, Math.min(mostWarmUps, Math.floor((countFrom - days / 3) / stepDays)));
  return { first: countFrom - warmUps * stepDays, countFrom, to: days, stepDays, decisions };
}

/**
 * Periods of the past that are read to rehearse it, of `days` that there are: where the history shows a season, so many more than are planned from that the
 * first decision knew two cycles, too.
 */
export function rehearsedPast({ periodDays, periods, cycle }: Calendar, days: number): number {
  if (cycle === 0) return periods;
  return Math.max(periods, Math.min(Math.floor(days / periodDays), periods + rehearsedPeriods + mostWarmUps));
}

/** Pieces per period of the first `days` days; these must be whole periods. */
export function periodsOf(pieces: readonly number[], days: number, periodDays: number): Float64Array {
  const periods = new Float64Array(Math.floor(days / periodDays));
  for (let day = 0; day < periods.length * periodDays; day += 1) {
    const period = Math.floor(day / periodDays);
    periods[period] = (periods[period] ?? 0) + (pieces[day] ?? 0);
  }
  return periods;
}

/** How a past is planned again. */
export interface RehearsalPlan {
  /** Learnt from what was known at the first decision, from whose day on its season counts. */
  group: GroupModel;
  periodDays: number;
  days: RehearsalDays;
  /** Fill rates to steer to, ascending. */
  internals: readonly number[];
  /** Left out: chosen once, at an item's first decision, so that a decision costs some tens of microseconds. */
  method?: SelectableMethod;
}

/** Plans some item-locations at each of the last decisions from what was known then, for each internal fill rate, and replays the real demand after it. */
export function rehearse(
  items: readonly RehearsedItem[],
  group: GroupModel,
  periodDays: number,
  days: RehearsalDays,
): Calibration {
  const sums = internals.map(nothingSimulated);
  for (const item of items) {
    const services = rehearseItem(item, { group, periodDays, days, internals });
    services.forEach((service, at) => addService(sums[at], service));
  }
  return {
    rehearsals: internals.map((internal, at) => ({ internal, service: sums[at] ?? nothingSimulated() })),
    decisions: days.decisions,
    stepDays: days.stepDays,
    items: items.length,
  };
}

/** What one item-location would have delivered at each internal fill rate. */
export function rehearseItem(item: RehearsedItem, plan: RehearsalPlan): SimulatedService[] {
  const { first, countFrom, to, stepDays } = plan.days;
  const leadDays = Math.round(item.leadTime.meanDays);
  const warmUps = Math.min(Math.ceil((leadDays + 1) / stepDays), (countFrom - first) / stepDays);
  const from = countFrom - warmUps * stepDays;
  const levels = decide(item, plan, from);
  const rule = { leadDays, pack: item.isBought ? item.packQuantity : 1, from, countFrom, to };
  return levels.map((list) => {
    const service = nothingSimulated();
    replayLevels(item.days, (day) => list[Math.floor((day - from) / stepDays)] ?? nothingKept, rule, service);
    return service;
  });
}

/** The levels of each decision from `from` on, one list for each internal fill rate. */
function decide(item: RehearsedItem, plan: RehearsalPlan, from: number): Levels[][] {
  const { group, periodDays, days, internals: shares } = plan;
  const levels: Levels[][] = shares.map(() => []);
  const horizon = Math.max(2, Math.ceil((item.leadTime.meanDays + 1) / periodDays));
  let { method } = plan;
  const periods = Array.from(periodsOf(item.days, days.to, periodDays));
  for (let now = from; now < days.to; now += days.stepDays) {
    const known = itemOf(periods.slice(0, Math.floor(now / periodDays)));
    const inSeason = seasonAfter(group, Math.floor((now - days.first) / periodDays));
    const forecast = forecastOf(known, { group: inSeason, horizon, ...(method && { forcedMethod: method }) });
    if (!method && forecast.method in methods) method = forecast.method as SelectableMethod;
    const mean = forecast.mean(1);
    shares.forEach((share, at) =>
      levels[at]?.push(levelsOf(planForecast(forecast, policyRule(item, periodDays, mean, share)))),
    );
  }
  return levels;
}

const nothingKept: Levels = { reorderPoint: 0, orderUpTo: 0 };

function addService(sum: SimulatedService | undefined, service: SimulatedService): void {
  if (!sum) return;
  sum.wanted += service.wanted;
  sum.servedAtOnce += service.servedAtOnce;
  sum.lines += service.lines;
  sum.linesInFull += service.linesInFull;
  sum.onHandSum += service.onHandSum;
  sum.periods += service.periods;
}
