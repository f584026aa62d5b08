import type { SiteChanged } from '#common/events/site-changed.js';
import type { NewSite, SiteView } from './site.dto.js';
import type { Site } from './site.entity.js';

const placeOf = ({ lon, lat, timeZone, country, subdivision, locality }: Site) => ({
  lon,
  lat,
  timeZone,
  country,
  subdivision,
  locality,
});

export interface Score {
  score: number;
  orders: number;
}

export function siteView(site: Site, score?: Score): SiteView {
  const {
    id,
    code,
    name,
    kind,
    status,
    territory,
    radiusMetres,
    openingHours,
    holidays,
    dailyCapacity,
    currency,
    categories,
    dayImprovements,
    version,
  } = site;
  return {
    id,
    code,
    name,
    kind,
    status,
    place: placeOf(site),
    ...(territory && { territory }),
    radiusMetres,
    openingHours,
    holidays,
    dailyCapacity,
    currency,
    categories,
    ...(dayImprovements && { dayImprovements }),
    ...(score && { score: score.score, scoredOrders: score.orders }),
    version,
  };
}

export function siteChanged(site: Site): SiteChanged {
  const { id, code, name, kind, status, version } = site;
  return { siteId: id, code, name, kind, status, place: placeOf(site), version };
}

/** The columns that a body sets; the territory is checked by the service. */
export function siteColumns({ place, territory: _, ...fields }: Omit<NewSite, 'code' | 'kind'>) {
  const { lon, lat, timeZone, country, subdivision, locality } = place;
  const { name, radiusMetres, openingHours, holidays, dailyCapacity, currency, categories } = fields;
  const { dayImprovements = null } = fields;
  return {
    name,
    radiusMetres,
    openingHours,
    holidays,
    dailyCapacity,
    currency,
    categories,
    dayImprovements,
    lon,
    lat,
    timeZone,
    country,
    subdivision,
    locality,
  };
}
