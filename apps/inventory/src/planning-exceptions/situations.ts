import type { OpenMove, OpenOrder, Situation } from '../core/plan/exceptions.js';

type At<Values extends unknown[]> = [partId: string, locationId: string, ...Values];

/** What the database knows of some parts, table by table; null: nothing. */
export interface LoadedSituations {
  /** Item-locations to look at, with what was used and lost there lately. */
  items: At<[used: number, lost: number]>[] | null;
  /** In minor units, by part. */
  unitCosts: Record<string, number> | null;
  plans: At<[NonNullable<Situation['plan']>]>[] | null;
  orderUpTo: At<[pieces: number | null]>[] | null;
  levels: At<[onHand: number, reserved: number, backordered: number]>[] | null;
  orders: At<[OpenOrder]>[] | null;
  /** To where they go. */
  moves: At<[OpenMove]>[] | null;
}

/** Puts together what belongs to each item-location. A part that is not there has no situation. */
export function situationsOf(loaded: LoadedSituations, shortageCostMinor: number): Situation[] {
  const plans = byPlace(loaded.plans);
  const orderUpTo = byPlace(loaded.orderUpTo);
  const levels = byPlace(loaded.levels);
  const orders = listsByPlace(loaded.orders);
  const moves = listsByPlace(loaded.moves);
  const leaving = new Map<string, number>();
  for (const [partId, , { fromLocationId, pieces }] of loaded.moves ?? []) {
    const from = keyOf(partId, fromLocationId);
    leaving.set(from, (leaving.get(from) ?? 0) + pieces);
  }
  return (loaded.items ?? []).flatMap(([partId, locationId, used, lost]) => {
    const unitCostMinor = loaded.unitCosts?.[partId];
    if (unitCostMinor === undefined) return [];
    const key = keyOf(partId, locationId);
    const plan = plans.get(key)?.[0];
    const [onHand, reserved, backordered] = levels.get(key) ?? [0, 0, 0];
    return {
      partId,
      locationId,
      unitCostMinor,
      shortageCostMinor,
      used,
      lost,
      onHand,
      reserved,
      backordered,
      ...(plan && { plan }),
      orderUpTo: orderUpTo.get(key)?.[0] ?? 0,
      orders: orders.get(key) ?? [],
      moves: moves.get(key) ?? [],
      leaving: leaving.get(key) ?? 0,
    };
  });
}

const keyOf = (partId: string, locationId: string) => `${partId} ${locationId}`;

const byPlace = <Values extends unknown[]>(rows: readonly At<Values>[] | null) =>
  new Map(
    (rows ?? []).map(([partId, locationId, ...values]) => [keyOf(partId, locationId), values as unknown as Values]),
  );

function listsByPlace<Value>(rows: readonly At<[Value]>[] | null): Map<string, Value[]> {
  const lists = new Map<string, Value[]>();
  for (const [partId, locationId, value] of rows ?? []) {
    const key = keyOf(partId, locationId);
    const list = lists.get(key);
    if (list) list.push(value);
    else lists.set(key, [value]);
  }
  return lists;
}
