import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { type Page, type PageQuery } from '#common/http/pages.js';
import { invalid, notFound } from '#common/http/problems.js';
import { listRows } from '../reading/list-rows.js';
import type { LaneQuery, LaneSampleView, LaneView, SaveLane } from './lane.dto.js';

const columns = `id, part_id AS "partId", from_location_id AS "fromLocationId", to_location_id AS "toLocationId", mean_days AS "meanDays",
  deviation_days AS "deviationDays", samples`;
const time = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Lead times, lane by lane: what was agreed and what was measured. */
@Injectable()
export class LanesService {
  constructor(private readonly transactions: Transactions) {}

  list(query: LaneQuery): Promise<Page<LaneView>> {
    return this.transactions.run((manager) =>
      listRows<LaneView>(manager, query, {
        select: `SELECT ${columns} FROM lead_time_lane`,
        conditions: [
          ['part_id = ?', query.partId],
          ['from_location_id = ?', query.fromLocationId],
          ['to_location_id = ?', query.toLocationId],
        ],
        sort: [{ column: 'id', type: 'uuid' }],
        sortValues: ({ id }) => [id],
      }),
    );
  }

  /** The deliveries behind a lane, newest first. */
  samples(id: string, query: PageQuery): Promise<Page<LaneSampleView>> {
    return this.transactions.run(async (manager) => {
      const lanes = await manager.query<object[]>(`SELECT 1 FROM lead_time_lane WHERE id = $1`, [id]);
      if (lanes.length === 0) throw notFound('lane', id);
      return listRows<LaneSampleView>(manager, query, {
        select: `SELECT id, part_id AS "partId", replenishment_order_id AS "replenishmentOrderId", ${time('ordered_at')} AS "orderedAt",
          ${time('received_at')} AS "receivedAt", days FROM lead_time_sample`,
        conditions: [['lane_id = ?', id]],
        sort: [{ column: 'id', type: 'uuid' }],
        descending: true,
        sortValues: (sample) => [sample.id],
      });
    });
  }

  /** Enters what is agreed for a lane; measuring begins anew. */
  save(lane: SaveLane): Promise<LaneView> {
    const { partId, fromLocationId, toLocationId, meanDays, deviationDays = 0 } = lane;
    if (fromLocationId === toLocationId) throw invalid('fromLocationId', 'must be another place than toLocationId');
    return this.transactions.run(async (manager) => {
      for (const field of ['fromLocationId', 'toLocationId'] as const) {
        const place = lane[field];
        if (place === undefined) continue;
        const rows = await manager.query<object[]>(`SELECT 1 FROM stock_location WHERE id = $1`, [place]);
        if (rows.length === 0) throw invalid(field, `there is no stock location ${place}`);
      }
      if (partId !== undefined) {
        const rows = await manager.query<object[]>(`SELECT 1 FROM part WHERE id = $1`, [partId]);
        if (rows.length === 0) throw invalid('partId', `there is no part ${partId}`);
      }
      const [saved] = await manager.query<[LaneView]>(
        `INSERT INTO lead_time_lane (part_id, from_location_id, to_location_id, mean_days, deviation_days) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (part_id, from_location_id, to_location_id) DO UPDATE SET mean_days = $4, deviation_days = $5, samples = 0
         RETURNING ${columns}`,
        [partId ?? null, fromLocationId ?? null, toLocationId, meanDays, deviationDays],
      );
      return saved;
    });
  }
}
