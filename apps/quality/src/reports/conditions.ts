import type { Actor } from '#common/auth/actor.js';
import { invalid } from '#common/http/problems.js';
import { measures } from './measures.js';
import type { FailureRecordsQuery, ReportFilter } from './period.dto.js';

const day = 86_400_000;
const usualDays = 90;

export interface Period {
  from: string;
  to: string;
}

/** Conditions over `failure_record r`, with their values. */
export interface Conditions {
  sql: string;
  values: unknown[];
}

/** The period asked for, or the 90 days before its end; without an end, what is finished by now is in it. */
export function periodOf({ from, to }: ReportFilter, now: Date): Period {
  const end = to ? new Date(to) : new Date(now.getTime() + 1);
  const start = from ? new Date(from) : new Date(end.getTime() - usualDays * day);
  if (start >= end) throw invalid('from', `${start.toISOString()} must be before to, ${end.toISOString()}`);
  return { from: start.toISOString(), to: end.toISOString() };
}

/** What a report or a list counts, for this caller: a site counts its own orders only. */
export function conditionsOf(filter: FailureRecordsQuery, period: Period, { siteId: ownSiteId }: Actor): Conditions {
  const values: unknown[] = [period.from, period.to];
  const parts = ['r.finished_at >= $1', 'r.finished_at < $2'];
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value !== undefined && value !== null) parts.push(condition(`$${values.push(value)}`));
  };
  add(ownSiteId, (place) => `r.site_id = ${place}`);
  add(filter.siteId, (place) => `r.site_id = ${place}`);
  add(filter.productId, (place) => `r.product_id = ${place}`);
  add(filter.category, (place) => `r.category = ${place}`);
  add(filter.assetId, (place) => `r.asset_id = ${place}`);
  add(filter.repairOrderId, (place) => `r.repair_order_id = ${place}`);
  add(filter.faultCode, (place) => `coalesce(r.fault_code, 'unknown') = ${place}`);
  add(
    filter.partId,
    (place) =>
      `EXISTS (SELECT FROM failure_part p WHERE p.repair_order_id = r.repair_order_id AND p.part_id = ${place})`,
  );
  for (const [value, condition] of usageOf(filter)) add(value, condition);
  if (filter.measure) parts.push(`(${measures[filter.measure].counted})`, ...outcomeOf(filter));
  return { sql: parts.join(' AND '), values };
}

type Bound = readonly [value: unknown, condition: (place: string) => string];

/** Hours and pages do not compare: bounds of a counter are in one unit. */
function usageOf({ counterUnit, counterFrom, counterTo, ageDaysFrom, ageDaysTo }: FailureRecordsQuery): Bound[] {
  if (counterUnit === undefined && (counterFrom !== undefined || counterTo !== undefined))
    throw invalid('counterUnit', 'must say what counterFrom and counterTo count, such as operating_hours');
  return [
    [counterUnit, (place) => `r.counter_unit = ${place}`],
    [counterFrom, (place) => `r.counter_value >= ${place}`],
    [counterTo, (place) => `r.counter_value < ${place}`],
    [ageDaysFrom, (place) => `r.age_days >= ${place}`],
    [ageDaysTo, (place) => `r.age_days < ${place}`],
  ];
}

function outcomeOf({ measure, outcome }: FailureRecordsQuery): string[] {
  if (!measure || !outcome) return [];
  return [outcome === 'hit' ? `(${measures[measure].hit})` : `NOT (${measures[measure].hit})`];
}

/** Where to read the records behind a number: the same filters plus the key of the bar. */
export function recordsAt(filter: ReportFilter, period: Period, more: Record<string, string>): string {
  const { productId, category, siteId } = filter;
  const asked = { ...period, productId, category, siteId, ...more };
  const given = Object.entries(asked).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return `/api/v1/failure-records?${new URLSearchParams(given).toString()}`;
}
