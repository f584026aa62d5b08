import { type PlanningException, exception } from './exceptions.js';

/** Of one part at one site: pieces that visits reported and no stock gave, lately. */
export interface UnbackedUse {
  partId: string;
  locationId: string;
  siteId: string;
  unitCostMinor: number;
  pieces: number;
  orders: number;
  /** The order with the most of them. */
  repairOrderId: string;
}

/** Of one part at one site: pieces that visits reported and that do not count as demand, lately. */
export interface UncountedUse {
  partId: string;
  locationId: string;
  siteId: string;
  /** Null: no catalogue has the part. */
  unitCostMinor: number | null;
  pieces: number;
  orders: number;
  /** The newest of the orders, what was reported of it and what of that counts. */
  repairOrderId: string;
  reportedPieces: number;
  countedPieces: number;
}

/** What visits claim to have used and nobody can have had, or nobody knows; the numbers name the order. */
export function reportedUseExceptions(
  unbacked: readonly UnbackedUse[],
  uncounted: readonly UncountedUse[],
): PlanningException[] {
  const keyOf = ({ partId, locationId }: { partId: string; locationId: string }) => `${partId} ${locationId}`;
  const known = uncounted.flatMap((use) =>
    use.unitCostMinor === null ? [] : { ...use, unitCostMinor: use.unitCostMinor },
  );
  const unknown = uncounted.filter(({ unitCostMinor }) => unitCostMinor === null);
  const doubted = new Map(known.map((use) => [keyOf(use), use]));
  const explained = new Set(unbacked.map(keyOf));
  return [
    ...unbacked.map((use) => unbackedUse(use, doubted.get(keyOf(use)))),
    // Stock has explained the pieces since, the order has gone to another site, or the catalogue has only now got the part.
    ...known.filter((use) => !explained.has(keyOf(use))).map((use) => unbackedUse({ ...use, pieces: 0 }, use)),
    ...unknown.map(({ partId, locationId, siteId, repairOrderId, pieces, orders }) => ({
      ...{ partId, locationId },
      ...exception('unknown_part', 0, { repairOrderId, siteId, pieces, orders }),
    })),
  ];
}

/** A doubted report comes first: it names the order, and it is what demand may have to be corrected for. */
function unbackedUse(
  { partId, locationId, siteId, unitCostMinor, pieces, orders, repairOrderId }: UnbackedUse,
  doubted: UncountedUse | undefined,
): PlanningException {
  const numbers = {
    repairOrderId: doubted?.repairOrderId ?? repairOrderId,
    siteId,
    unbackedPieces: pieces,
    orders,
    uncountedPieces: doubted?.pieces ?? 0,
    ...(doubted && {
      uncountedOrderId: doubted.repairOrderId,
      reportedPieces: doubted.reportedPieces,
      countedPieces: doubted.countedPieces,
    }),
  };
  const stake = Math.max(pieces, doubted?.pieces ?? 0) * unitCostMinor;
  return { partId, locationId, ...exception('unbacked_use', stake, numbers) };
}
