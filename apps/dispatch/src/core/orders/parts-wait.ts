import type { PartQuantity, ProbablePart, ShortLine } from '#common/events/values.js';
import { dayMs } from '../time/zones.js';

/** A part is worth waiting for when the visit will probably fail without it ... */
const worthWaiting = 0.5;
/** ... and it comes before the customer has lost patience. */
const patienceDays = 10;

/**
 * The instant from which a visit makes sense though parts are short, or null when it should take place as it is: the parts are not
 * likely enough, or nobody knows when they come, or they come too late (a technician can at least look).
 */
export function waitForShortParts(
  likely: readonly ProbablePart[],
  short: readonly ShortLine[],
  now: Date,
): Date | null {
  const chance = new Map(likely.map(({ partId, probability }) => [partId, probability]));
  const awaited = short.filter(({ partId }) => (chance.get(partId) ?? 1) >= worthWaiting);
  if (awaited.length === 0) return null;
  const expected = awaited.map(({ expectedAt }) => (expectedAt ? Date.parse(expectedAt) : Infinity));
  const latest = Math.max(...expected);
  return latest <= now.getTime() + patienceDays * dayMs ? new Date(latest) : null;
}

/** Whether what is held covers what a visit found missing. */
export function coversNeed(needed: readonly PartQuantity[], held: readonly PartQuantity[]): boolean {
  return needed.every(({ partId, quantity }) => {
    const there = held.filter((line) => line.partId === partId).reduce((sum, line) => sum + line.quantity, 0);
    return there >= quantity;
  });
}
