import { allFaults } from './catalogue/catalogue.js';
import { categories } from './catalogue/categories.js';
import { type DemoPart, serviceKitChance } from './catalogue/parts.js';
import { historyDays, partsByFault } from './history.js';
import type { DemoSite } from './network.js';
import { Random, randomFor } from './random.js';

/** How many pieces of a part are used per day at one site, on average. */
export interface DemandRate {
  partId: string;
  site: DemoSite;
  piecesPerDay: number;
}

/** Pieces of a part used at a site on one day; `day` counts from the first day of the history. */
export interface DemandRow {
  partId: string;
  site: DemoSite;
  day: number;
  quantity: number;
}

/**
 * Rates that follow from the installed base: a site's share of the reports x the category's share x the fault's share x how often the repair takes
 * the part. `dailyOrders` is what the whole network is asked for in a day.
 */
export function demandRates(sites: readonly DemoSite[], parts: readonly DemoPart[], dailyOrders: number): DemandRate[] {
  const perOrder = piecesPerOrder(parts);
  return sites.flatMap((site) =>
    [...perOrder].map(([partId, pieces]) => ({
      partId,
      site,
      piecesPerDay: dailyOrders * site.share * pieces * meanBatch,
    })),
  );
}

/** Expected pieces of each current part in one order of unknown category. */
function piecesPerOrder(parts: readonly DemoPart[]): Map<string, number> {
  const partOf = partsByFault(parts);
  const total = categories.reduce((sum, { share }) => sum + share, 0);
  const result = new Map<string, number>();
  const add = (key: string, pieces: number) => {
    const id = partOf.get(key);
    if (id) result.set(id, (result.get(id) ?? 0) + pieces);
  };
  for (const { category, kind, share, part } of allFaults) {
    add(`${category.code} ${kind}`, (category.share / total) * share * (part?.chance ?? 0));
  }
  for (const { code, share } of categories) add(`${code} kit`, (share / total) * serviceKitChance);
  return result;
}

/** One in ten users takes several pieces at once (a company with many units): what makes demand lumpy. */
const batches = [
  { quantity: 1, weight: 90 },
  { quantity: 2, weight: 6 },
  { quantity: 4, weight: 3 },
  { quantity: 8, weight: 1 },
] as const;
const meanBatch = batches.reduce((sum, { quantity, weight }) => sum + (quantity * weight) / 100, 0);

/** The variance of a compound Poisson per piece of its mean: mean square over mean of a batch. */
export const batchVariance =
  batches.reduce((sum, { quantity, weight }) => sum + (quantity ** 2 * weight) / 100, 0) / meanBatch;

/** Two years of daily use: compound Poisson at every item-location, slower in summer, with each item-location's own luck. */
export function createDemand(seed: number, rates: readonly DemandRate[]): DemandRow[] {
  const random = randomFor(seed, 'demand');
  return rates.flatMap(({ partId, site, piecesPerDay }) =>
    demandDays(random, piecesPerDay / meanBatch).map((day) => ({ partId, site, day, quantity: drawBatch(random) })),
  );
}

/** The days on which somebody took the part: exponential gaps, thinned by the season. */
function demandDays(random: Random, timesPerDay: number): number[] {
  if (timesPerDay <= 0) return [];
  const days: number[] = [];
  const peak = timesPerDay * (1 + seasonSwing);
  for (let at = random.exponential(1 / peak); at < historyDays; at += random.exponential(1 / peak)) {
    const season = 1 + seasonSwing * Math.sin((2 * Math.PI * at) / 365);
    if (random.chance(season / (1 + seasonSwing))) days.push(Math.floor(at));
  }
  return days;
}

const seasonSwing = 0.2;

const drawBatch = (random: Random) => random.weighted(batches, ({ weight }) => weight).quantity;
