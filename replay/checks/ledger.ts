import type { Client } from 'pg';

export interface CheckResult {
  name: string;
  /** How much was looked at. */
  looked: number;
  /** What is wrong, in words; empty is good. */
  faults: string[];
}

/** Sums of the stock ledger against the stock, and what orders hold against what is reserved. Recomputed here from the rows alone. */
export async function checkLedger(client: Client): Promise<CheckResult> {
  const movements = await client.query<{ part: string; place: string; sum: number }>(
    'SELECT part_id AS part, location_id AS place, sum(quantity)::int AS sum FROM inventory.stock_movement GROUP BY 1, 2',
  );
  const held = await client.query<{ part: string; place: string; sum: number }>(
    `SELECT part_id AS part, location_id AS place, sum(quantity)::int AS sum FROM inventory.reservation_line WHERE state = 'held' GROUP BY 1, 2`,
  );
  const levels = await client.query<{ part: string; place: string; on_hand: number; reserved: number }>(
    'SELECT part_id AS part, location_id AS place, on_hand, reserved FROM inventory.stock_level',
  );
  const ledger = sumsOf(movements.rows);
  const holds = sumsOf(held.rows);
  const faults: string[] = [];
  for (const { part, place, on_hand: onHand, reserved } of levels.rows) {
    const key = `${part} at ${place}`;
    const [sum, hold] = [ledger.get(key) ?? 0, holds.get(key) ?? 0];
    if (sum !== onHand) faults.push(`part ${key}: the ledger says ${sum}, the stock ${onHand}`);
    if (hold !== reserved) faults.push(`part ${key}: orders hold ${hold}, reserved are ${reserved}`);
    if (onHand < 0 || reserved > onHand) faults.push(`part ${key}: ${reserved} reserved of ${onHand}`);
    ledger.delete(key);
    holds.delete(key);
  }
  for (const [key, sum] of ledger)
    if (sum !== 0) faults.push(`part ${key}: the ledger says ${sum}, there is no stock row`);
  for (const [key, sum] of holds) faults.push(`part ${key}: orders hold ${sum}, there is no stock row`);
  return { name: 'ledger', looked: levels.rows.length, faults };
}

const sumsOf = (rows: readonly { part: string; place: string; sum: number }[]) =>
  new Map(rows.map(({ part, place, sum }) => [`${part} at ${place}`, sum]));
