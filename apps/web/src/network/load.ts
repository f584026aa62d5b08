import { addDays, startOfDay } from '../time/zones.js';
import type { BoardVisit } from '../visits/queries.js';

export interface DayLoad {
  midnight: number;
  visits: number;
  /** Of the visits that the site takes a day; undefined where it takes none or names no limit. */
  share: number | undefined;
}

/** How many visits a site has on each of so many days, against how many it takes. */
export function loadOf(
  visits: readonly Pick<BoardVisit, 'start' | 'status'>[],
  { from, days, dailyCapacity, zone }: { from: number; days: number; dailyCapacity: number; zone: string },
): DayLoad[] {
  const counts = new Map<number, number>();
  for (const { start, status } of visits) {
    if (status === 'cancelled' || status === 'missed') continue;
    const midnight = startOfDay(Date.parse(start), zone);
    counts.set(midnight, (counts.get(midnight) ?? 0) + 1);
  }
  return Array.from({ length: days }, (_, index) => {
    const midnight = addDays(from, index, zone);
    const count = counts.get(midnight) ?? 0;
    return { midnight, visits: count, share: dailyCapacity > 0 ? count / dailyCapacity : undefined };
  });
}
