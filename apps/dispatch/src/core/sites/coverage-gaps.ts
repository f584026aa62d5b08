import type { NetworkSite } from '../matching/network.js';
import { covers } from '../matching/territory.js';
import { distanceMetres, type Spot } from '../matching/travel.js';
import { takesOrders } from './site-states.js';

/** What orders of a town ask for. */
export interface Wanted extends Spot {
  country: string;
  subdivision: string;
  locality: string;
  category: string;
  skill: string;
  level: number;
  /** Orders of the period that asked for it. */
  orders: number;
}

/** Why the nearest site that works on something alike does not come, the first that holds. */
export const gapReasons = ['no-site', 'not-active', 'category', 'skill', 'level', 'territory'] as const;
export type GapReason = (typeof gapReasons)[number];

export interface Gap extends Wanted {
  reason: GapReason;
  /** The site that is nearest to doing it; none where the network is empty. */
  nearest?: { siteId: string; distanceMetres: number };
}

/** What is wanted where no site that takes orders reaches the town with somebody who is able to do it. In the order of `wanted`. */
export function coverageGaps(wanted: readonly Wanted[], sites: readonly NetworkSite[]): Gap[] {
  return wanted.flatMap((want) => {
    const obstacles = sites.map((site) => ({ site, reason: obstacleOf(site, want) }));
    if (obstacles.some(({ reason }) => reason === undefined)) return [];
    return [{ ...want, ...closest(want, obstacles) }];
  });
}

/** The first of the rules that a site breaks, most fundamental last: what is left over is the least to be done about it. */
function obstacleOf(site: NetworkSite, want: Wanted): GapReason | undefined {
  if (!takesOrders(site.status)) return 'not-active';
  if (site.categories.size > 0 && !site.categories.has(want.category)) return 'category';
  const levels = site.technicians.filter(({ active }) => active).map(({ skills }) => skills.get(want.skill) ?? 0);
  const best = Math.max(0, ...levels);
  if (best === 0) return 'skill';
  if (best < want.level) return 'level';
  return covers(site.territory, want) ? undefined : 'territory';
}

/** Of the sites that come furthest in the list of rules, the nearest. */
function closest(
  want: Wanted,
  obstacles: readonly { site: NetworkSite; reason: GapReason | undefined }[],
): Pick<Gap, 'reason' | 'nearest'> {
  let best: { rank: number; metres: number; siteId: string; reason: GapReason } | undefined;
  for (const { site, reason = 'territory' } of obstacles) {
    const rank = gapReasons.indexOf(reason);
    const metres = distanceMetres(site, want);
    if (!best || rank > best.rank || (rank === best.rank && metres < best.metres))
      best = { rank, metres, siteId: site.id, reason };
  }
  if (!best) return { reason: 'no-site' };
  return { reason: best.reason, nearest: { siteId: best.siteId, distanceMetres: Math.round(best.metres) } };
}
