import type { EntityManager } from 'typeorm';
import type { SiteSums } from '../core/credibility.js';
import { type IndicatorName, indicatorNames } from '../core/indicators.js';

/** What the orders of one site add up to in the window. */
export interface OrderSums {
  orders: number;
  indicators: Record<IndicatorName, SiteSums>;
}

type SumRow = SiteSums & { siteId: string; indicator: IndicatorName };

/** Column of each indicator in `failure_record`. */
export const indicatorColumns = {
  truthfulness: 'truthfulness',
  satisfaction: 'satisfaction',
  repairTime: 'repair_time',
  diagnosisAccuracy: 'diagnosis_accuracy',
  attitude: 'attitude',
  compliance: 'compliance',
} as const satisfies Record<IndicatorName, string>;

const sumColumns = indicatorNames
  .map((name) => indicatorColumns[name])
  .map(
    (column) =>
      `jsonb_build_array(count(${column}), coalesce(sum(${column}), 0), coalesce(sum(${column} * ${column}), 0))`,
  );

/** Sums over the orders that each of these sites finished since then, one pass over its part of the index. */
export async function siteSums(
  manager: EntityManager,
  siteIds: readonly string[],
  since: Date,
): Promise<Map<string, OrderSums>> {
  const rows = await manager.query<{ siteId: string; orders: number; sums: [number, number, number][] }[]>(
    `SELECT site_id AS "siteId", count(*)::int AS orders, jsonb_build_array(${sumColumns.join(', ')}) AS sums
       FROM failure_record WHERE site_id = ANY($1) AND finished_at > $2 GROUP BY site_id`,
    [siteIds, since],
  );
  return new Map(rows.map(({ siteId, orders, sums }) => [siteId, { orders, indicators: ordersOf(sums) }]));
}

/** Names the sums, which stand in the order of the indicators; what is missing is empty. */
export function ordersOf(sums: readonly [number, number, number][]): Record<IndicatorName, SiteSums> {
  const entries = indicatorNames.map((name, index) => {
    const [orders, sum, sumSquares] = sums[index] ?? [0, 0, 0];
    return [name, { orders, sum, sumSquares }];
  });
  return Object.fromEntries(entries) as Record<IndicatorName, SiteSums>;
}

/** The sums of every site of the network: fresh ones where given, those of the last card elsewhere. */
export async function networkSums(
  manager: EntityManager,
  freshSiteIds: readonly string[],
  fresh: ReadonlyMap<string, OrderSums>,
): Promise<Record<IndicatorName, SiteSums[]>> {
  const others = await manager.query<SumRow[]>(
    `SELECT site_id AS "siteId", indicator, orders, sum, sum_squares AS "sumSquares" FROM score_card_indicator WHERE site_id <> ALL($1)`,
    [freshSiteIds],
  );
  const entries = indicatorNames.map((name) => [
    name,
    [
      ...others.filter(({ indicator }) => indicator === name),
      ...[...fresh.values()].map(({ indicators }) => indicators[name]),
    ],
  ]);
  return Object.fromEntries(entries) as Record<IndicatorName, SiteSums[]>;
}
