import { hourMs, instantOf, localDay, minuteMs } from '../time/zones.js';
import type { OrderToMatch } from './order-to-match.js';
import { type Candidate, rank } from './rank.js';
import type { World } from './world.js';

/** A time at which the customer can have somebody come, and who that would be. */
export interface BookableWindow {
  fromMs: number;
  toMs: number;
  candidate: Candidate;
  /** Minutes by which the best candidate of this window scores worse than the best one at any time. */
  addedMinutes: number;
}

/** What is offered to a customer: local days from today, each divided into windows of equal length. */
export interface WindowGrid {
  timeZone: string;
  days: number;
  minutes: number;
}

/** Between these minutes of the local day customers are asked to be at home. */
const firstMinute = 8 * 60;
const lastMinute = 20 * 60;

/** Nobody promises a window that has begun. */
const windowsOf = ({ timeZone, days, minutes }: WindowGrid, nowMs: number): { fromMs: number; toMs: number }[] => {
  const today = localDay(timeZone, nowMs);
  const windows = [];
  for (let day = today; day < today + days; day += 1) {
    for (let minute = firstMinute; minute + minutes <= lastMinute; minute += minutes) {
      const fromMs = instantOf(timeZone, day, minute);
      if (fromMs > nowMs) windows.push({ fromMs, toMs: fromMs + minutes * minuteMs });
    }
  }
  return windows;
};

/** The longest window that may be held: what is longer promises nothing. */
export const longestWindowMs = 8 * hourMs;

/**
 * The windows in which somebody can come who needs not be asked first, the cheapest first. Rules, gaps and terms are those of the ranking, so what is
 * offered here is what would be booked. Pure.
 */
export function bookableWindows(order: OrderToMatch, world: World, now: Date, grid: WindowGrid): BookableWindow[] {
  const anyTime = bestBookable({ ...order, windows: [] }, world, now);
  if (!anyTime) return [];
  return windowsOf(grid, now.getTime())
    .flatMap(({ fromMs, toMs }) => {
      const candidate = bestInWindow(order, world, now, { fromMs, toMs });
      const addedMinutes = candidate ? Math.max(0, anyTime.score - candidate.score) : 0;
      return candidate ? [{ fromMs, toMs, candidate, addedMinutes }] : [];
    })
    .sort((one, other) => one.addedMinutes - other.addedMinutes || one.fromMs - other.fromMs);
}

/** Who would come in this window; undefined if nobody can. */
export function bestInWindow(
  order: OrderToMatch,
  world: World,
  now: Date,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Candidate | undefined {
  const windows = [{ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() }];
  return bestBookable({ ...order, windows }, world, now);
}

/** Own people, or those of the site that has the order already: a franchised site must be asked first. */
function bestBookable(order: OrderToMatch, world: World, now: Date): Candidate | undefined {
  const needsNoOffer = ({ siteId }: Candidate) =>
    order.keptSiteId !== null || world.network.site(siteId)?.kind === 'own';
  return rank(order, world, now).candidates.filter((one) => !one.windowMissed && needsNoOffer(one))[0];
}
