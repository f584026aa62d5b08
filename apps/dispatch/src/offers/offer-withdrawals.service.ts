import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { OfferWithdrawn } from '#common/events/offer-withdrawn.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';

/** Takes live offers of an order back. The order's row is locked by the caller. */
@Injectable()
export class OfferWithdrawals {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  /** All live offers of an order, or all but one, or only one. Sites read the reason: it never names another site. */
  async withdrawLive(orderId: string, reason: string, { except, only }: Which = {}): Promise<void> {
    const now = this.clock.now();
    const [rows] = await this.transactions.manager.query<[Row[], number]>(
      `UPDATE offer SET status = 'withdrawn', reason = $2, answered_at = $3, version = version + 1
       WHERE repair_order_id = $1 AND status IN ('pending', 'countered') AND id IS DISTINCT FROM $4::uuid AND id = coalesce($5::uuid, id)
       RETURNING id, request_id, site_id, version`,
      [orderId, reason, now, except ?? null, only ?? null],
    );
    for (const { id } of rows) await this.timers.cancel('offer-deadline', id);
    await this.outbox.publishAll(
      OfferWithdrawn,
      rows.map(({ id, request_id: requestId, site_id: siteId, version }) => ({
        offerId: id,
        repairOrderId: orderId,
        requestId,
        siteId,
        reason,
        withdrawnAt: now.toISOString(),
        version,
      })),
    );
  }
}

interface Which {
  except?: string;
  only?: string;
}

interface Row {
  id: string;
  request_id: string;
  site_id: string;
  version: number;
}
