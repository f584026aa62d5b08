import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { Bench } from '../core/reservations/bench.js';
import type { Quantity } from '../core/reservations/end.js';
import { ForecastSignal } from '../forecasts/forecast-signal.js';
import type { Reservation } from '../core/reservations/reservation.js';

/** Adds an order's net use, and the shortages it ended without, to the day and the place where the parts were first wanted. */
@Injectable()
export class DemandRecorder {
  constructor(
    private readonly transactions: Transactions,
    private readonly forecasts: ForecastSignal,
  ) {}

  async record(
    bench: Bench,
    reservation: Reservation,
    used: readonly Quantity[],
    lost: readonly Quantity[],
  ): Promise<void> {
    const counts = whereCounted(bench, reservation);
    if (!counts || used.length + lost.length === 0) return;
    const partIds = [...new Set([...used, ...lost].map(({ partId }) => partId))].sort();
    const sum = (list: readonly Quantity[], wanted: string) =>
      list.reduce((total, { partId, quantity }) => total + (partId === wanted ? quantity : 0), 0);
    const [row] = await this.transactions.manager.query<[{ stale: number }]>(recordDemand, [
      counts.locationId,
      counts.day,
      partIds,
      partIds.map((partId) => sum(used, partId)),
      partIds.map((partId) => sum(lost, partId)),
    ]);
    if (row.stale > 0) this.transactions.afterCommit(() => this.forecasts.ring());
  }
}

/** Where and on which day the demand of an order counts: where and when its parts were first wanted. */
export function whereCounted(
  { network, now }: Bench,
  { wantedSiteId, wantedAt }: Reservation,
): { locationId: string; day: string } | undefined {
  const location = wantedSiteId === null ? undefined : network.site(wantedSiteId);
  return location && { locationId: location.id, day: (wantedAt ?? now).toISOString().slice(0, 10) };
}

/** $1 place, $2 day, $3 parts, $4 used, $5 lost. Where there are forecasts, they are told what they do not know yet. */
const recordDemand = `
  WITH new AS (
    SELECT * FROM unnest($3::uuid[], $4::integer[], $5::integer[]) AS row (part_id, used, lost)
  ), kept AS (
    INSERT INTO demand (part_id, location_id, day, used, lost) SELECT part_id, $1::uuid, $2::date, used, lost FROM new
    ON CONFLICT (part_id, location_id, day) DO UPDATE SET used = demand.used + excluded.used, lost = demand.lost + excluded.lost
  ), stale AS (
    INSERT INTO forecast_stale (part_id, location_id, day, pieces) SELECT part_id, $1::uuid, $2::date, used + lost FROM new
    WHERE used + lost > 0 AND EXISTS (SELECT FROM forecast) RETURNING 1
  )
  SELECT count(*)::integer AS stale FROM stale`;
