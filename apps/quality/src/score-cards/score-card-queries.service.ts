import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { indicatorDefinitions, scoreDefinition } from '../core/definitions.js';
import { type IndicatorName, indicatorNames } from '../core/indicators.js';
import { scoreWindowDays } from '../core/score-card.js';
import { indicatorColumns } from './order-sums.js';
import type { ScoreCardQuery, ScoreCardView, ScoredOrdersQuery, ScoredOrderView } from './score-card.dto.js';
import type { ScoreCardIndicator } from './score-card-indicator.entity.js';

type CardRow = Omit<ScoreCardView, 'indicators' | 'definition' | 'windowDays'> & {
  indicators: ScoreCardIndicator[];
  weights: Record<IndicatorName, number>;
};

/** Reads score cards and the orders behind them; a site sees its own only. */
@Injectable()
export class ScoreCardQueries {
  constructor(private readonly transactions: Transactions) {}

  async list(query: ScoreCardQuery, caller: Actor): Promise<Page<ScoreCardView>> {
    const limit = limitOf(query);
    const [after = null] = decodeCursor(query.cursor, 1) ?? [];
    const rows = await this.cards(caller, `($2::uuid IS NULL OR c.site_id > $2) ORDER BY c.site_id LIMIT $3`, [
      after,
      limit + 1,
    ]);
    return toPage(rows.map(toView), limit, ({ siteId }) => [siteId]);
  }

  async get(siteId: string, caller: Actor): Promise<ScoreCardView> {
    const [row] = await this.cards(caller, 'c.site_id = $2', [siteId]);
    if (!row) throw notFound('score card', siteId);
    return toView(row);
  }

  /** The orders that an indicator of the present card was made of, newest first. */
  async orders(siteId: string, query: ScoredOrdersQuery, caller: Actor): Promise<Page<ScoredOrderView>> {
    const { computedAt } = await this.get(siteId, caller);
    const limit = limitOf(query);
    const [finishedAt = null, id = null] = decodeCursor(query.cursor, 2) ?? [];
    const column = indicatorColumns[query.indicator];
    const rows = await this.transactions.run((manager) =>
      manager.query<(ScoredOrderView & { finishedKey: string })[]>(
        `${orderColumns(column)} WHERE r.site_id = $1 AND r.${column} IS NOT NULL
            AND r.finished_at <= $2 AND r.finished_at > $2::timestamptz - $3 * interval '1 day'
            AND ($4::timestamptz IS NULL OR (r.finished_at, r.failure_record_id) < ($4, $5::uuid))
          ORDER BY r.finished_at DESC, r.failure_record_id DESC LIMIT $6`,
        [siteId, computedAt, scoreWindowDays, finishedAt, id, limit + 1],
      ),
    );
    const page = toPage(rows, limit, ({ finishedKey, failureRecordId }) => [finishedKey, failureRecordId]);
    return { ...page, items: page.items.map(({ finishedKey: _, ...order }) => order) };
  }

  private async cards(caller: Actor, condition: string, values: unknown[]): Promise<CardRow[]> {
    return this.transactions.run((manager) =>
      manager.query<CardRow[]>(`${cardColumns} WHERE ($1::uuid IS NULL OR c.site_id = $1) AND ${condition}`, [
        caller.siteId ?? null,
        ...values,
      ]),
    );
  }
}

const cardColumns = `
  SELECT c.site_id AS "siteId", s.code AS "siteCode", s.name AS "siteName", c.score, c.orders, c.weights_version AS "weightsVersion",
         c.computed_at AS "computedAt", c.published_at AS "publishedAt", c.version,
         jsonb_build_object(${indicatorNames.map((name) => `'${name}', w.${indicatorColumns[name]}`).join(', ')}) AS weights,
         (SELECT jsonb_agg(jsonb_build_object('indicator', i.indicator, 'orders', i.orders, 'ownMean', i.own_mean,
                   'networkMean', i.network_mean, 'priorOrders', i.prior_orders, 'score', i.score))
            FROM score_card_indicator i WHERE i.site_id = c.site_id) AS indicators
    FROM score_card c JOIN score_weights w ON w.version = c.weights_version LEFT JOIN site s ON s.site_id = c.site_id`;

const orderColumns = (column: string) => `
  SELECT r.repair_order_id AS "repairOrderId", r.failure_record_id AS "failureRecordId", r.number, round((r.${column} * 100)::numeric, 1)::float8 AS value,
         r.accepted_at AS "acceptedAt", r.scheduled_start AS "scheduledStart", r.window_from AS "windowFrom", r.window_to AS "windowTo",
         r.arrived_at AS "arrivedAt", r.finished_at AS "finishedAt", r.waiting_parts_seconds AS "waitingPartsSeconds",
         r.mandatory_steps_done AS "mandatoryStepsDone", r.mandatory_steps_total AS "mandatoryStepsTotal", r.fault_code AS "faultCode",
         r.fault_free_part_replaced AS "faultFreePartReplaced", r.returned_at AS "returnedAt", e.satisfied, e.complaint,
         e.times_confirmed AS "timesConfirmed", e.work_confirmed AS "workConfirmed", e.attitude, r.finished_at::text AS "finishedKey"
    FROM failure_record r LEFT JOIN order_evidence e ON e.repair_order_id = r.repair_order_id`;

function toView({ indicators, weights, ...card }: CardRow): ScoreCardView {
  const views = indicatorNames.flatMap((name) => {
    const found = indicators.find(({ indicator }) => indicator === name);
    const ordersAt = `/api/v1/score-cards/${card.siteId}/orders?indicator=${name}`;
    return found ? [{ ...found, weight: weights[name], definition: indicatorDefinitions[name], ordersAt }] : [];
  });
  return { ...card, windowDays: scoreWindowDays, indicators: views, definition: scoreDefinition };
}
