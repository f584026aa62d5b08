import type { DailyDemand } from './reorder-policy.js';

interface Place {
  id: string;
  suppliedFromId: string | null;
}

const nothing: DailyDemand = { meanPerDay: 0, variancePerDay: 0 };

/** Demand of each place with that of all places below it: a warehouse must be able to serve what is wanted at its sites. Variances add as for independent places. */
export function demandWithBelow(
  places: readonly Place[],
  own: ReadonlyMap<string, DailyDemand>,
): Map<string, DailyDemand> {
  const byId = new Map(places.map((place) => [place.id, place]));
  const sums = new Map<string, DailyDemand>();
  for (const [id, demand] of own) {
    let place = byId.get(id);
    for (let height = 0; place && height < 8; height += 1) {
      const { meanPerDay, variancePerDay } = sums.get(place.id) ?? nothing;
      sums.set(place.id, {
        meanPerDay: meanPerDay + demand.meanPerDay,
        variancePerDay: variancePerDay + demand.variancePerDay,
      });
      place = place.suppliedFromId === null ? undefined : byId.get(place.suppliedFromId);
    }
  }
  return sums;
}
