import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import type { Page } from '#common/http/pages.js';
import { listRows } from '../reading/list-rows.js';
import type { TransferQuery, TransferView } from './transfer.dto.js';

/** What travels for repair orders; reservations make and book these transfers. */
@Injectable()
export class TransfersService {
  constructor(private readonly transactions: Transactions) {}

  async list(query: TransferQuery, caller: Actor): Promise<Page<TransferView>> {
    return this.transactions.run((manager) =>
      listRows<TransferView>(manager, query, {
        select: `SELECT id, repair_order_id AS "repairOrderId", part_id AS "partId", quantity, from_location_id AS "fromLocationId",
          to_location_id AS "toLocationId", site_id AS "siteId", status, shipped_at AS "shippedAt", eta, arrived_at AS "arrivedAt", version
          FROM transfer`,
        conditions: [
          ['site_id = ?', caller.siteId],
          ['status = ?', query.status],
          ['repair_order_id = ?', query.repairOrderId],
          ['part_id = ?', query.partId],
        ],
        sort: [{ column: 'id', type: 'uuid' }],
        descending: true,
        sortValues: ({ id }) => [id],
      }),
    );
  }
}
