import { createHash } from 'node:crypto';
import { historiesWithBelow, type PeriodDemand } from '../core/plan/histories.js';
import { isStore } from '../core/plan/plan-batch.js';
import type { RehearsedItem } from '../core/plan/rehearse.js';
import type { Network } from '../core/stock/network.js';

/** Quantities by how many days or whole periods before the newest one. */
export interface Timeline {
  backs: number[];
  quantities: number[];
}

/** Demand of one part at one place by day. */
export interface SampledDemand {
  partId: string;
  category: string;
  unitCostMinor: number;
  packQuantity: number;
  locationId: string;
  demand: Timeline;
}

/** A past that can be planned again, with what is known of the part and the place. */
export interface DrawnItem extends RehearsedItem {
  key: string;
  partId: string;
  locationId: string;
  category: string;
  unitCostMinor: number;
  placeKind: string;
  isStore: boolean;
}

/** Every item-location of some parts with its daily past, warehouses with that of all places below. */
export function itemsOf(rows: readonly SampledDemand[], network: Network, days: number): DrawnItem[] {
  const byPart = new Map<string, { part: SampledDemand; demand: PeriodDemand[] }>();
  for (const row of rows) {
    const found = byPart.get(row.partId) ?? { part: row, demand: [] };
    byPart.set(row.partId, found);
    const { backs, quantities } = row.demand;
    backs.forEach((back, at) => found.demand.push({ locationId: row.locationId, back, quantity: quantities[at] ?? 0 }));
  }
  return [...byPart.values()].flatMap(({ part, demand }) =>
    [...historiesWithBelow(network.locations, demand, days)].map(([locationId, history]) => {
      const { partId, category, unitCostMinor, packQuantity } = part;
      const place = network.get(locationId);
      const from = place?.suppliedFromId ?? null;
      return {
        ...{ key: `${partId} ${locationId}`, partId, locationId, category, unitCostMinor, packQuantity },
        placeKind: place?.kind ?? 'site',
        isStore: place !== undefined && isStore(place),
        days: history,
        leadTime: network.leadTime(partId, from, locationId),
        isBought: from === null,
      };
    }),
  );
}

/** In an order that the seed decides: whoever takes the first ones has drawn them. */
export function inDrawnOrder(items: readonly DrawnItem[], seed: number): DrawnItem[] {
  const drawn = items.map((item) => ({ item, at: createHash('md5').update(`${seed} ${item.key}`).digest('hex') }));
  return drawn.toSorted((one, other) => (one.at < other.at ? -1 : 1)).map(({ item }) => item);
}
