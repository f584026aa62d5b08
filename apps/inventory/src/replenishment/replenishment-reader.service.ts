import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { Page, PageQuery } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { type Listing, listRows } from '../reading/list-rows.js';
import type { ReplenishmentOrderQuery, ReplenishmentOrderView } from './replenishment-order.dto.js';

const select = `
  SELECT id, kind, part_id AS "partId", from_location_id AS "fromLocationId", to_location_id AS "toLocationId", quantity, received, status,
    ordered_at AS "orderedAt", eta, received_at AS "receivedAt", version
  FROM replenishment_order`;

@Injectable()
export class ReplenishmentReader {
  constructor(private readonly transactions: Transactions) {}

  async list(query: ReplenishmentOrderQuery): Promise<Page<ReplenishmentOrderView>> {
    return this.rows(query, [
      ['part_id = ?', query.partId],
      ['to_location_id = ?', query.toLocationId],
      ['status = ?', query.status],
    ]);
  }

  async get(id: string): Promise<ReplenishmentOrderView> {
    const { items } = await this.rows({}, [['id = ?', id]]);
    const [found] = items;
    if (!found) throw notFound('replenishment order', id);
    return found;
  }

  private rows(
    query: PageQuery,
    conditions: Listing<ReplenishmentOrderView>['conditions'],
  ): Promise<Page<ReplenishmentOrderView>> {
    return this.transactions.run((manager) =>
      listRows<ReplenishmentOrderView>(manager, query, {
        select,
        conditions,
        sort: [{ column: 'id', type: 'uuid' }],
        descending: true,
        sortValues: ({ id }) => [id],
      }),
    );
  }
}
