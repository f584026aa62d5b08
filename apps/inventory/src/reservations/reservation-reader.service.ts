import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import type { Page } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { type Listing, listRows } from '../reading/list-rows.js';
import type { ReservationQuery, ReservationView } from './reservation.dto.js';

/** RFC 3339 inside JSON, as everywhere else. */
const time = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const select = `
  SELECT repair_order_id AS "repairOrderId", request_id AS "requestId", status, priority, site_id AS "siteId",
    technician_id AS "technicianId", booked, available_at AS "availableAt", expected_at AS "expectedAt", ended_at AS "endedAt", version,
    (SELECT coalesce(json_agg(json_build_object(
      'line', line, 'wantedPartId', wanted_part_id, 'partId', part_id, 'quantity', quantity, 'state', state, 'source', source,
      'probability', probability, 'locationId', location_id, 'transferId', transfer_id, 'availableAt', ${time('line.available_at')},
      'expectedAt', ${time('line.expected_at')}, 'wantedSince', ${time('wanted_since')}) ORDER BY line), '[]')
      FROM reservation_line AS line WHERE line.repair_order_id = reservation.repair_order_id) AS lines
  FROM reservation`;

const sort: Listing<ReservationView>['sort'] = [{ column: 'repair_order_id', type: 'uuid' }];

@Injectable()
export class ReservationReader {
  constructor(private readonly transactions: Transactions) {}

  async list(query: ReservationQuery, caller: Actor): Promise<Page<ReservationView>> {
    return this.transactions.run((manager) =>
      listRows<ReservationView>(manager, query, {
        select,
        conditions: [
          ['site_id = ?', caller.siteId],
          ['site_id = ?', query.siteId],
          ['status = ?', query.status],
          ['request_id = ?', query.requestId],
          ['repair_order_id IN (SELECT repair_order_id FROM reservation_line WHERE wanted_part_id = ?)', query.partId],
          ['repair_order_id IN (SELECT repair_order_id FROM reservation_line WHERE state = ?)', query.lineState],
        ],
        sort,
        descending: true,
        sortValues: ({ repairOrderId }) => [repairOrderId],
      }),
    );
  }

  async get(repairOrderId: string, caller: Actor): Promise<ReservationView> {
    return this.transactions.run(async (manager) => {
      const page = await listRows<ReservationView>(
        manager,
        {},
        {
          select,
          conditions: [
            ['site_id = ?', caller.siteId],
            ['repair_order_id = ?', repairOrderId],
          ],
          sort,
          sortValues: () => [],
        },
      );
      const [found] = page.items;
      if (!found) throw notFound('reservation for repair order', repairOrderId);
      return found;
    });
  }
}
