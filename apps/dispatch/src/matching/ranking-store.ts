import type { EntityManager } from 'typeorm';
import type { Candidate, Ranking } from '../core/matching/rank.js';
import type { Rejection } from '../core/matching/rules.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';

/** More candidates than anybody reads; the best ones. */
const keptCandidates = 20;

/** Keeps a ranking with the order. Another one that finds nobody takes the place of the one before, so that waiting costs no space. */
export async function saveRanking(
  manager: EntityManager,
  order: RepairOrder,
  { candidates, rejected }: Ranking,
  now: Date,
): Promise<void> {
  if (order.matchAttempts <= 1) order.rankingNumber += 1;
  await manager.query(
    `INSERT INTO ranking (repair_order_id, number, ranked_at, candidates, rejected) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (repair_order_id, number) DO UPDATE SET ranked_at = excluded.ranked_at, candidates = excluded.candidates, rejected = excluded.rejected`,
    [order.id, order.rankingNumber, now, JSON.stringify(candidates.slice(0, keptCandidates)), JSON.stringify(rejected)],
  );
}

export interface StoredRanking {
  number: number;
  ranked_at: Date;
  candidates: Candidate[];
  rejected: Rejection[];
}

/** The order's last ranking. */
export async function lastRanking(manager: EntityManager, orderId: string): Promise<StoredRanking | undefined> {
  const rows = await manager.query<StoredRanking[]>(
    `SELECT number, ranked_at, candidates, rejected FROM ranking WHERE repair_order_id = $1 ORDER BY number DESC LIMIT 1`,
    [orderId],
  );
  return rows[0];
}
