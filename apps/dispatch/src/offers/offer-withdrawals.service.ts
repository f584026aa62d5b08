import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { OfferWithdrawn } from '#common/events/offer-withdrawn.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import type { Offer } from './offer.entity.js';

/** Takes live offers of an order back. The order's row is locked by the caller. */
@Injectable()
export class OfferWithdrawals {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  /** All live offers of an order. Sites read the reason: it never names another site. */
  withdrawLive(orderId: string, reason: string): Promise<void> {
    return this.withdrawWhere('repair_order_id = $1', orderId, reason);
  }

  /** These offers of one order, all of them live and locked by the caller. */
  async withdraw(offers: readonly Offer[], reason: string): Promise<void> {
    if (offers.length === 0) return;
    await this.withdrawWhere(
      'id = ANY($1)',
      offers.map(({ id }) => id),
      reason,
    );
  }

  private async withdrawWhere(condition: string, value: string | string[], reason: string): Promise<void> {
    const now = this.clock.now();
    const [rows] = await this.transactions.manager.query<[Row[], number]>(
      `UPDATE offer SET status = 'withdrawn', reason = $2, answered_at = $3, version = version + 1
       WHERE ${condition} AND status IN ('pending', 'countered') RETURNING id, repair_order_id, request_id, site_id, version`,
      [value, reason, now],
    );
    for (const { id } of rows) await this.timers.cancel('offer-deadline', id);
    await this.outbox.publishAll(
      OfferWithdrawn,
      rows.map(({ id, repair_order_id: repairOrderId, request_id: requestId, site_id: siteId, version }) => ({
        offerId: id,
        repairOrderId,
        requestId,
        siteId,
        reason,
        withdrawnAt: now.toISOString(),
        version,
      })),
    );
  }
}

interface Row {
  id: string;
  repair_order_id: string;
  request_id: string;
  site_id: string;
  version: number;
}
