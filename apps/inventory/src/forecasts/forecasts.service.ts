import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import type { Page } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { type Band, type ItemLocationPlan, shownQuantiles } from '../core/plan/plan-item-location.js';
import { StockPoliciesService } from '../policies/stock-policies.service.js';
import { PlanningOverridesService } from '../planning-overrides/planning-overrides.service.js';
import { type Listing, listRows } from '../reading/list-rows.js';
import type {
  ForecastBand,
  ForecastDetail,
  ForecastQuery,
  ForecastView,
  LiveForecastView,
  LiveRow,
  StockNow,
} from './forecast.dto.js';

const columns = `forecast.id, forecast.part_id AS "partId", forecast.location_id AS "locationId", forecast.run_id AS "planningRunId",
  item.as_of::text AS "asOf", item.period_days AS "periodDays", item.demand_class AS "demandClass", item.method,
  item.mean_per_day AS "meanPerDay", item.deviation_per_day AS "deviationPerDay", item.target_share AS "targetShare", item.reason,
  forecast.live, forecast.version`;
const tables = `FROM forecast JOIN planned_item AS item
  ON (item.run_id, item.part_id, item.location_id) = (forecast.run_id, forecast.part_id, forecast.location_id)`;

type Row = Omit<ForecastView, 'live'> & { live: LiveRow | null };

interface Found extends Row {
  history: number[];
  plan: Pick<ItemLocationPlan, 'bands' | 'lead' | 'reasons' | 'meanInterval' | 'squaredVariation' | Grounds>;
  plannedShare: number | null;
  policyId: string;
  stock: StockNow | null;
  computedAt: string;
}
type Grounds =
  | 'targetFrom'
  | 'calibration'
  | 'expectedFillRate'
  | 'expectedOnHand'
  | 'safetyStock'
  | 'stocking'
  | 'breakEvenPerDay'
  | 'yearlyNeed';

const dayMilliseconds = 86_400_000;
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10);

/** The forecasts that count, for those who look at them. */
@Injectable()
export class ForecastsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: StockPoliciesService,
    private readonly overrides: PlanningOverridesService,
  ) {}

  async list(query: ForecastQuery, caller: Actor): Promise<Page<ForecastView>> {
    const page = await this.transactions.run((manager) =>
      listRows<Row>(manager, query, {
        select: `SELECT ${columns} ${tables}`,
        conditions: [
          ofSite(caller),
          ['forecast.part_id = ?', query.partId],
          ['forecast.location_id = ?', query.locationId],
          ['item.demand_class = ?', query.demandClass],
          ['item.method = ?', query.method],
        ],
        sort: [
          { column: 'forecast.part_id', type: 'uuid' },
          { column: 'forecast.location_id', type: 'uuid' },
        ],
        sortValues: ({ partId, locationId }) => [partId, locationId],
      }),
    );
    return { ...page, items: page.items.map((row) => ({ ...row, live: liveOf(row) })) };
  }

  async get(id: string, caller: Actor): Promise<ForecastDetail> {
    return this.transactions.run(async (manager) => {
      const { items } = await listRows<Found>(
        manager,
        {},
        {
          select: `SELECT ${columns}, item.history, item.plan, item.planned_share AS "plannedShare", policy.id AS "policyId", policy.computed_at AS "computedAt",
            (SELECT json_build_object('onHand', on_hand, 'reserved', reserved, 'onOrder', on_order, 'backordered', backordered)
             FROM stock_level AS level WHERE level.part_id = forecast.part_id AND level.location_id = forecast.location_id) AS stock
            ${tables} JOIN stock_policy AS policy ON policy.part_id = forecast.part_id AND policy.location_id = forecast.location_id`,
          conditions: [ofSite(caller), ['forecast.id = ?', id]],
          sort: [{ column: 'forecast.id', type: 'uuid' }],
          sortValues: (row) => [row.id],
        },
      );
      const [found] = items;
      if (!found) throw notFound('forecast', id);
      return this.detailOf(found);
    });
  }

  private async detailOf({
    history,
    plan,
    plannedShare,
    policyId,
    stock,
    computedAt,
    ...view
  }: Found): Promise<ForecastDetail> {
    const { asOf, periodDays, partId, locationId } = view;
    const { bands, lead, reasons, meanInterval, squaredVariation, targetFrom, stocking, ...rest } = plan;
    const { calibration = null, expectedFillRate, expectedOnHand, safetyStock, breakEvenPerDay, yearlyNeed } = rest;
    const overrides = await this.overrides.list({ partId, locationId, active: 'true' });
    return {
      ...view,
      live: liveOf(view),
      history: history.map((pieces, index) => ({
        from: dayAfter(asOf, (index - history.length) * periodDays),
        pieces,
      })),
      bands: bands.map((band, index) => bandOf(band, dayAfter(asOf, index * periodDays), periodDays)),
      lead: bandOf(lead, asOf, lead.days),
      ...{ reasons, meanInterval, squaredVariation },
      grounds: {
        ...{
          targetFrom,
          plannedShare,
          calibration,
          expectedFillRate,
          expectedOnHand,
          safetyStock,
          stocking,
          breakEvenPerDay,
          yearlyNeed,
        },
      },
      policy: await this.policies.get(policyId),
      stock: stock ?? { onHand: 0, reserved: 0, onOrder: 0, backordered: 0 },
      overrides: overrides.items,
      computedAt,
    };
  }
}

const ofSite = ({ siteId }: Actor): Listing<ForecastView>['conditions'][number] => [
  'forecast.location_id IN (SELECT id FROM stock_location WHERE site_id = ?)',
  siteId,
];

function liveOf({ live }: Pick<Row, 'live'>): LiveForecastView | null {
  if (!live) return null;
  const { late: _, lead, ...shown } = live;
  return { ...shown, lead: bandOf(lead, live.at.slice(0, 10), lead.days) };
}

const bandOf = ({ mean, quantiles }: Band, from: string, days: number): ForecastBand => ({
  from,
  days,
  mean,
  quantiles: shownQuantiles.map((probability, index) => ({ probability, pieces: quantiles[index] ?? 0 })),
});
