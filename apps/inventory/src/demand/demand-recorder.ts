import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { Bench } from '../core/reservations/bench.js';
import type { Quantity } from '../core/reservations/end.js';
import type { Reservation } from '../core/reservations/reservation.js';

/** Adds an order's net use, and the shortages it ended without, to the day and the place where the parts were first wanted. */
@Injectable()
export class DemandRecorder {
  constructor(private readonly transactions: Transactions) {}

  async record(
    { network, now }: Bench,
    { wantedSiteId, wantedAt }: Reservation,
    used: readonly Quantity[],
    lost: readonly Quantity[],
  ): Promise<void> {
    const location = wantedSiteId === null ? undefined : network.site(wantedSiteId);
    if (!location || used.length + lost.length === 0) return;
    const partIds = [...new Set([...used, ...lost].map(({ partId }) => partId))].sort();
    const sum = (list: readonly Quantity[], wanted: string) =>
      list.reduce((total, { partId, quantity }) => total + (partId === wanted ? quantity : 0), 0);
    await this.transactions.manager.query(
      `INSERT INTO demand (part_id, location_id, day, used, lost)
       SELECT part_id, $1, $2, used, lost FROM unnest($3::uuid[], $4::integer[], $5::integer[]) AS new (part_id, used, lost)
       ON CONFLICT (part_id, location_id, day) DO UPDATE SET used = demand.used + excluded.used, lost = demand.lost + excluded.lost`,
      [
        location.id,
        (wantedAt ?? now).toISOString().slice(0, 10),
        partIds,
        partIds.map((partId) => sum(used, partId)),
        partIds.map((partId) => sum(lost, partId)),
      ],
    );
  }
}
