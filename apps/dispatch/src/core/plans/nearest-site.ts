import type { NetworkSite } from '../matching/network.js';
import type { OrderToMatch } from '../matching/order-to-match.js';
import { covers } from '../matching/territory.js';
import { distanceMetres } from '../matching/travel.js';

/** The nearest own site that works where the order is and has somebody who can do it; it may make room for it. */
export function nearestAble(order: OrderToMatch, sites: readonly NetworkSite[]): NetworkSite | undefined {
  const able = sites.filter(
    (site) =>
      site.kind === 'own' &&
      site.status === 'active' &&
      (order.keptSiteId ?? site.id) === site.id &&
      covers(site.territory, order) &&
      site.technicians.some(({ active, skills }) => active && (skills.get(order.skill) ?? 0) >= order.requiredLevel),
  );
  const metresTo = (site: NetworkSite) => distanceMetres(site, order);
  return able.toSorted((one, other) => metresTo(one) - metresTo(other))[0];
}
