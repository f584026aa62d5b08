import type { Schemas } from '../api/client.js';
import { isPlanned } from '../planner/places.js';
import type { Level, Policy } from './queries.js';

type Place = Schemas['StockLocationView'];

/** One place of the network as it stands with a part. */
export interface NetworkRow {
  locationId: string;
  name: string;
  kind: Place['kind'];
  /** 0 for a place that nobody supplies. */
  depth: number;
  level?: Level;
  policy?: Policy;
  /** Pieces missing up to the order-up-to level where the position is below the reorder point; negative: pieces above the order-up-to level. */
  missing: number;
}

/** The places that hold a part or have a policy for it, each below the one that supplies it. */
export function networkRows(
  places: readonly Place[],
  levels: readonly Level[],
  policies: readonly Policy[],
): NetworkRow[] {
  const levelAt = new Map(levels.map((level) => [level.locationId, level]));
  const policyAt = new Map(policies.map((policy) => [policy.locationId, policy]));
  const suppliedBy = new Map<string, Place[]>();
  for (const place of places) {
    const { suppliedFromId } = place;
    if (suppliedFromId) suppliedBy.set(suppliedFromId, [...(suppliedBy.get(suppliedFromId) ?? []), place]);
  }
  const known = new Set(places.map(({ id }) => id));
  const seen = new Set<string>();
  const rows: NetworkRow[] = [];
  const add = (place: Place, depth: number) => {
    if (seen.has(place.id)) return;
    seen.add(place.id);
    const [level, policy] = [levelAt.get(place.id), policyAt.get(place.id)];
    const isKept = policy || (level && (level.onHand > 0 || level.onOrder > 0 || level.backordered > 0));
    const { id: locationId, name, kind } = place;
    if (isKept) rows.push({ locationId, name, kind, depth, level, policy, missing: missingOf(level, policy) });
    for (const next of suppliedBy.get(place.id) ?? []) add(next, isKept ? depth + 1 : depth);
  };
  const roots = places.filter(({ suppliedFromId }) => !suppliedFromId || !known.has(suppliedFromId));
  for (const place of [...roots.filter(isPlanned), ...roots.filter((root) => !isPlanned(root))]) add(place, 0);
  for (const place of places) add(place, 0); // places that supply each other in a ring
  return rows;
}

function missingOf(level: Level | undefined, policy: Policy | undefined): number {
  if (!policy) return 0;
  const position = level?.position ?? 0;
  if (position < policy.reorderPoint) return policy.orderUpTo - position;
  return Math.min(0, policy.orderUpTo - position);
}
