import type { PartQuantity } from '#common/events/values.js';
import type { NetworkTechnician } from '../matching/network.js';
import type { FixOutlook, PartNeed } from '../planning/model/job.js';
import type { StockPoint, Van } from '../planning/model/technician.js';
import type { OrderToPlan } from './plan-world.js';

/** What is free in vans and at sites: owner -> part -> pieces. */
export interface PlanStock {
  vans: ReadonlyMap<string, ReadonlyMap<string, number>>;
  sites: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Pieces that inventory has set aside for one order, and where they lie; a van is a location by the id of its technician. */
export interface HeldPart extends PartQuantity {
  locationId: string;
}

/** Fetching parts at the own site: parking, signing, loading. */
const fetchSeconds = 600;

/**
 * What a visit cannot do without: parts that a visit before it has missed and that are set aside for it by now. What is only likely is a matter of cost
 * (`likelyPartsOf`), and what nobody holds is waited for.
 */
export function neededParts({ partsNeeded = [], partsHeld = [] }: OrderToPlan): HeldPart[] {
  const needed = new Set(partsNeeded.map(({ partId }) => partId));
  return partsHeld.filter(({ partId }) => needed.has(partId));
}

export const partsFor = (order: OrderToPlan): PartNeed[] =>
  neededParts(order).map(({ partId, quantity }) => ({ partId, quantity }));

/** Likely parts that are not set aside: what is missing of them makes a second visit likelier. */
export const likelyPartsOf = ({ likelyParts, partsHeld = [] }: OrderToPlan): FixOutlook['likelyParts'] =>
  likelyParts
    .filter(({ partId }) => !partsHeld.some((held) => held.partId === partId))
    .map(({ partId, probability }) => ({ partId: atHand(partId), chance: probability }));

/** As matching sees it, what is free at the own site can be taken along. */
const atHand = (partId: string) => `${partId} at hand`;

/** What the technician has with him of what visits cannot do without: free pieces of his van and those set aside there; and what else is at hand. */
export function vanOf({ id, siteId }: NetworkTechnician, { vans, sites }: PlanStock, needed: readonly HeldPart[]): Van {
  const parts = new Map(needed.map(({ partId }) => [partId, vans.get(id)?.get(partId) ?? 0]));
  for (const { partId, quantity, locationId } of needed)
    if (locationId === id) parts.set(partId, (parts.get(partId) ?? 0) + quantity);
  for (const stock of [vans.get(id), sites.get(siteId)])
    for (const partId of stock?.keys() ?? []) parts.set(atHand(partId), 1);
  return { parts, tools: new Set() };
}

/** The own site as the place where its technicians fetch what is set aside there, and hand over what lies in another's van. */
export const stockPointOf = (siteId: string, place: number): StockPoint => ({
  id: stockPointId(siteId),
  place,
  seconds: fetchSeconds,
});

export const stockPointId = (siteId: string): string => `stock of ${siteId}`;
