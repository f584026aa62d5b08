import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import type { QualityAlertsQuery, QualityAlertView } from './quality-alert.dto.js';
import { QualityAlert } from './quality-alert.entity.js';

@Injectable()
export class AlertQueries {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. */
  async list(query: QualityAlertsQuery): Promise<Page<QualityAlertView>> {
    const limit = limitOf(query);
    const [raisedAt, alertId] = decodeCursor(query.cursor, 2) ?? [];
    const rows = await this.transactions.run((manager) => {
      const select = manager.createQueryBuilder(QualityAlert, 'alert');
      if (query.productId) select.andWhere('alert.productId = :productId', { productId: query.productId });
      if (query.category) select.andWhere('alert.category = :category', { category: query.category });
      if (raisedAt)
        select.andWhere('(alert.raisedAt, alert.alertId) < (:raisedAt::timestamptz, :alertId::uuid)', {
          raisedAt,
          alertId,
        });
      return select
        .orderBy('alert.raisedAt', 'DESC')
        .addOrderBy('alert.alertId', 'DESC')
        .limit(limit + 1)
        .getMany();
    });
    return toPage(rows.map(toView), limit, (alert) => [alert.raisedAt, alert.alertId]);
  }

  async get(alertId: string): Promise<QualityAlertView> {
    const row = await this.transactions.run((manager) => manager.findOneBy(QualityAlert, { alertId }));
    if (!row) throw notFound('quality alert', alertId);
    return toView(row);
  }
}

function toView(alert: QualityAlert): QualityAlertView {
  const chartAt = `/api/v1/charts/u?productId=${alert.productId}&to=${alert.raisedAt.toISOString()}`;
  return { ...alert, raisedAt: alert.raisedAt.toISOString(), chartAt };
}
