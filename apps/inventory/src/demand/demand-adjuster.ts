import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Problem } from '#common/http/problems.js';
import type { DayPieces } from '../core/plan/spread-pieces.js';
import { ForecastSignal } from '../forecasts/forecast-signal.js';

/** A part at a place. */
export interface Item {
  partId: string;
  locationId: string;
}

/** Adds to demand what planners know better. The recorded columns stay as they are; forecasts follow as they do for what is recorded. */
@Injectable()
export class DemandAdjuster {
  constructor(
    private readonly transactions: Transactions,
    private readonly forecasts: ForecastSignal,
  ) {}

  /** Pieces that count now on the days of a period that have any, locked: until the transaction ends they only become more. */
  async counted({ partId, locationId }: Item, from: string, to: string): Promise<Map<string, number>> {
    const rows = await this.transactions.manager.query<{ day: string; pieces: number }[]>(
      `SELECT day::text AS day, used + lost + adjusted AS pieces FROM demand
       WHERE part_id = $1 AND location_id = $2 AND day BETWEEN $3::date AND $4::date ORDER BY demand.day FOR UPDATE`,
      [partId, locationId, from, to],
    );
    return new Map(rows.map(({ day, pieces }) => [day, pieces]));
  }

  /** `days` in their order, each once. Throws 409 if a day would have less than no demand. */
  async add(item: Item, days: readonly DayPieces[]): Promise<void> {
    const [first, last] = [days[0], days.at(-1)];
    if (!first || !last) return;
    const counted = await this.counted(item, first[0], last[0]);
    for (const [day, pieces] of days) requireEnough(day, counted.get(day) ?? 0, pieces);
    const values = [item.partId, item.locationId, days.map(([day]) => day), days.map(([, pieces]) => pieces)];
    const [row] = await this.transactions.manager.query<[{ stale: number }]>(adjustDemand, values);
    await this.transactions.manager.query(forgetEmptyDays, values.slice(0, 3));
    if (row.stale > 0) this.transactions.afterCommit(() => this.forecasts.ring());
  }
}

function requireEnough(day: string, counted: number, pieces: number): void {
  if (counted + pieces >= 0) return;
  const why = `on ${day} ${counted} pieces count, ${-pieces} cannot be taken away`;
  throw new Problem('conflict', `${why}: take back the adjustment that has taken the others first`);
}

/** $1 part, $2 place, $3 days, $4 signed pieces. A row that is inserted must be possible by itself, so what is taken away has a statement of its own. */
const adjustDemand = `
  WITH new AS (
    SELECT * FROM unnest($3::date[], $4::integer[]) AS row (day, pieces)
  ), less AS (
    UPDATE demand SET adjusted = demand.adjusted + new.pieces FROM new
    WHERE demand.part_id = $1::uuid AND demand.location_id = $2::uuid AND demand.day = new.day AND new.pieces < 0
  ), more AS (
    INSERT INTO demand (part_id, location_id, day, adjusted) SELECT $1::uuid, $2::uuid, day, pieces FROM new WHERE pieces > 0 ORDER BY day
    ON CONFLICT (part_id, location_id, day) DO UPDATE SET adjusted = demand.adjusted + excluded.adjusted
  ), stale AS (
    INSERT INTO forecast_stale (part_id, location_id, day, pieces) SELECT $1::uuid, $2::uuid, day, pieces FROM new
    WHERE EXISTS (SELECT FROM forecast) RETURNING 1
  )
  SELECT count(*)::integer AS stale FROM stale`;

/** The same: a day on which nothing is recorded any more is none that anything was wanted on. */
const forgetEmptyDays = `
  DELETE FROM demand WHERE part_id = $1 AND location_id = $2 AND day = ANY($3::date[]) AND used = 0 AND lost = 0 AND adjusted = 0`;
