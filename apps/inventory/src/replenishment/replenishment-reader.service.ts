import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { Page, PageQuery } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { type Listing, listRows } from '../reading/list-rows.js';
import type { MilestoneView, ReplenishmentOrderQuery, ReplenishmentOrderView } from './replenishment-order.dto.js';

const select = `
  SELECT id, kind, part_id AS "partId", from_location_id AS "fromLocationId", to_location_id AS "toLocationId", quantity, received, status,
    ordered_at AS "orderedAt", eta, received_at AS "receivedAt", version,
    (SELECT json_agg(json_build_object('milestone', milestone, 'at', at, 'eta', told.eta, 'note', note, 'author', author) ORDER BY number)
      FROM replenishment_milestone AS told WHERE replenishment_order_id = replenishment_order.id) AS told
  FROM replenishment_order`;

type Row = Omit<ReplenishmentOrderView, 'milestones' | 'orderedAt' | 'receivedAt'> & {
  orderedAt: Date;
  receivedAt: Date | null;
  told: MilestoneView[] | null;
};

function viewOf({ told, orderedAt, receivedAt, ...row }: Row): ReplenishmentOrderView {
  const nothing = { eta: null, note: null, author: null };
  const ordered = orderedAt.toISOString();
  const last = receivedAt?.toISOString() ?? null;
  return {
    ...row,
    ...{ orderedAt: ordered, receivedAt: last },
    milestones: [
      { milestone: 'ordered', at: ordered, ...nothing },
      // JSON has PostgreSQL's way of writing times.
      ...(told ?? []).map((one) => ({ ...one, at: instantOf(one.at), eta: one.eta && instantOf(one.eta) })),
      ...(last ? [{ milestone: 'received' as const, at: last, ...nothing }] : []),
    ],
  };
}

const instantOf = (time: string) => new Date(time).toISOString();

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

  private async rows(query: PageQuery, conditions: Listing<Row>['conditions']): Promise<Page<ReplenishmentOrderView>> {
    const page = await this.transactions.run((manager) =>
      listRows<Row>(manager, query, {
        select,
        conditions,
        sort: [{ column: 'id', type: 'uuid' }],
        descending: true,
        sortValues: ({ id }) => [id],
      }),
    );
    return { ...page, items: page.items.map(viewOf) };
  }
}
