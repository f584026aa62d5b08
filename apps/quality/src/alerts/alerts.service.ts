import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { AlertRaised } from '#common/events/index.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { type Series, weeklySeries } from '../charts/weekly-counts.js';
import { alarms, baselineWeeks } from '../core/charts/early-warning.js';
import { runningUChart } from '../core/charts/u-chart.js';
import { type Week, weeksBefore } from '../core/weeks.js';
import { QualityAlert } from './quality-alert.entity.js';

/** An order is recorded some days after the failure was reported, so the last whole weeks are looked at again every day. */
const watchedWeeks = 4;

/** Looks at the failure charts of all products and raises what left its limits. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Raises an alert once per product, week and rule. Answers how many are new. */
  async watch(): Promise<number> {
    return this.transactions.run(async (manager) => {
      const now = this.clock.now();
      const weeks = weeksBefore(now, baselineWeeks.most + watchedWeeks);
      const series = await weeklySeries(manager, weeks, {});
      const found = series.flatMap((one) => alertsIn(one, weeks, now));
      return found.length === 0 ? 0 : this.raise(manager, found);
    });
  }

  private async raise(manager: EntityManager, found: QualityAlert[]): Promise<number> {
    const { raw } = await manager
      .createQueryBuilder()
      .insert()
      .into(QualityAlert)
      .values(found)
      .orIgnore()
      .returning('alert_id')
      .updateEntity(false)
      .execute();
    const fresh = new Set((raw as { alert_id: string }[]).map(({ alert_id }) => alert_id));
    const raised = found.filter(({ alertId }) => fresh.has(alertId));
    await this.outbox.publishAll(AlertRaised, raised.map(toEvent));
    return raised.length;
  }
}

function alertsIn({ productId, category, points }: Series, weeks: readonly Week[], now: Date): QualityAlert[] {
  if (productId === null) return [];
  const judged = runningUChart(points, baselineWeeks);
  return alarms(judged).flatMap((rules, index) => {
    const [point, week] = [judged[index], weeks[index]];
    if (!point || !week || index < weeks.length - watchedWeeks) return [];
    return rules.map((rule) => ({
      alertId: uuidv7(),
      productId,
      category,
      chart: 'u',
      rule,
      period: week.period,
      failures: point.count,
      observed: point.rate,
      expected: point.centre,
      upperLimit: point.upperLimit,
      unitsAtRisk: point.exposure,
      raisedAt: now,
      version: 1,
    }));
  });
}

const toEvent = ({ failures: _, raisedAt, ...alert }: QualityAlert): AlertRaised => ({
  ...alert,
  raisedAt: raisedAt.toISOString(),
});
