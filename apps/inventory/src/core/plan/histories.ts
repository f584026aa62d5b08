/** Demand of one place in one period; `back`: whole periods before the newest one. */
export interface PeriodDemand {
  locationId: string;
  back: number;
  quantity: number;
}

interface Place {
  id: string;
  suppliedFromId: string | null;
}

const longestChain = 8;

/** The demand per period of each place with that of all places below it, oldest first: a warehouse must be able to serve what is wanted at its sites. */
export function historiesWithBelow(
  places: readonly Place[],
  demand: readonly PeriodDemand[],
  periods: number,
): Map<string, number[]> {
  const byId = new Map(places.map((place) => [place.id, place]));
  const histories = new Map<string, number[]>();
  for (const { locationId, back, quantity } of demand) {
    if (back < 0 || back >= periods) continue;
    let place = byId.get(locationId);
    for (let height = 0; place && height < longestChain; height += 1) {
      const history = histories.get(place.id) ?? new Array<number>(periods).fill(0);
      histories.set(place.id, history);
      const at = periods - 1 - back;
      history[at] = (history[at] ?? 0) + quantity;
      place = place.suppliedFromId === null ? undefined : byId.get(place.suppliedFromId);
    }
  }
  return histories;
}
