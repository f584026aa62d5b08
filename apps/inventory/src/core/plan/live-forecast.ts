import { forecastItem, type InstalledBase } from '../forecasting/forecast-item.js';
import type { GroupModel } from '../forecasting/group-model.js';
import { methods, type SelectableMethod } from '../forecasting/method-table.js';
import { seasonAfter } from '../forecasting/season.js';
import { bandOf, type Band, figure } from './plan-item-location.js';
import { reviewDays } from './policy-rule.js';

/** What was planned for an item-location, and what was wanted since. */
export interface LiveInput {
  /** Of the plan: pieces per period up to its day, oldest first. */
  history: readonly number[];
  periodDays: number;
  method: string;
  meanPerDay: number;
  leadTime: { meanDays: number; deviationDays: number };
  group: GroupModel;
  /** What is known of others, where the plan stands on it. */
  base?: InstalledBase;
  /** Days since the plan's day, with their fraction. */
  elapsedDays: number;
  /** Pieces by days after the plan's day; a negative day: wanted before it, but told after it; negative pieces: a planner has taken them away since. */
  wanted: readonly { day: number; pieces: number }[];
}

export interface LiveForecast {
  /** Wanted or told since the plan, less what planners have taken away since. */
  pieces: number;
  meanPerDay: number;
  deviationPerDay: number;
  /** Over lead time and review from now on. */
  lead: Band & { days: number };
}

/**
 * The forecast of a plan brought up to now with the method of the plan: no selection, no refitting. Of the running period counts what was wanted in it and,
 * for the days that are still to come, what was expected: half a week is neither a whole one nor nothing.
 */
export function liveForecast(input: LiveInput): LiveForecast {
  const { periodDays, elapsedDays, wanted, method, meanPerDay, leadTime, base, group } = input;
  const closed = Math.max(0, Math.floor(elapsedDays / periodDays));
  const pieces = wanted.reduce((sum, one) => sum + one.pieces, 0);
  const passed = Math.min(closed, longestSince);
  const forecast = forecastItem(brought(input, passed), {
    group: seasonAfter(group, passed),
    ...(method in methods && { forcedMethod: method as SelectableMethod }),
    ...(method === 'planner' && { forcedMean: meanPerDay * periodDays }),
    ...(base && { installedBase: withMore(base, pieces, elapsedDays / periodDays) }),
  });
  const period = forecast.period(1);
  const days = leadTime.meanDays + reviewDays;
  const lead = forecast.sum(days / periodDays, (leadTime.deviationDays / periodDays) ** 2);
  return {
    pieces,
    meanPerDay: figure(period.mean / periodDays),
    deviationPerDay: figure(Math.sqrt(period.variance / periodDays)),
    lead: { ...bandOf(lead), days: figure(days) },
  };
}

/** A plan that nobody has renewed for so many periods is no basis any more; it still answers. */
const longestSince = 104;

function brought(input: LiveInput, closed: number): number[] {
  const { history, periodDays, meanPerDay, elapsedDays, wanted } = input;
  const known = history.length;
  const pieces = [...history, ...new Array<number>(closed + 1).fill(0)];
  for (const { day, pieces: more } of wanted) {
    const at = Math.min(known + closed, known + Math.floor(day / periodDays));
    if (at >= 0) pieces[at] = (pieces[at] ?? 0) + more;
  }
  const remaining = Math.max(0, 1 - (elapsedDays - closed * periodDays) / periodDays);
  const last = pieces.length - 1;
  pieces[last] = Math.round((pieces[last] ?? 0) + meanPerDay * periodDays * remaining);
  return pieces;
}

function withMore(base: InstalledBase, pieces: number, periods: number): InstalledBase {
  const { piecesSeen = 0, unitYearsSeen, unitYearsPerPeriod } = base;
  return {
    ...base,
    piecesSeen: Math.max(0, piecesSeen + pieces),
    unitYearsSeen: unitYearsSeen + Math.max(0, periods) * unitYearsPerPeriod,
  };
}
