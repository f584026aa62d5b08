import { greatCircleTravel, type Spot, type TravelTimes } from '../matching/travel.js';
import type { Travel } from '../planning/model/travel.js';
import type { PlanWorld } from './plan-world.js';

/** Who computes travel times. */
export const travelSources = ['great-circle', 'osrm', 'valhalla'] as const;
export type TravelSource = (typeof travelSources)[number];

/** Who said how long the drives of a plan take; stored with it. */
export interface PlanTravel {
  source: TravelSource;
  /** Of all pairs of different places, for which the great circle stands in: 0..1. */
  estimatedShare: number;
  /** The first reason, for whoever looks after the road server. */
  because?: string;
}

/** Two orders at one door are one place. */
export const placeKey = ({ lon, lat }: Spot): string => `${lon} ${lat}`;

/** Every place that a plan of this world may drive between, each once. */
export function placesOf({ sites, visits, unplaced, held, stock }: PlanWorld): Spot[] {
  const all: Spot[] = [
    ...sites.flatMap(({ technicians }) => technicians.map(({ home }) => home)),
    ...visits.map(({ order }) => order),
    ...unplaced,
    ...held,
    ...(stock ? sites : []),
  ];
  return [...new Map(all.map(({ lon, lat }) => [placeKey({ lon, lat }), { lon, lat }])).values()];
}

/** What a world knows of its roads. */
export type Roads = Pick<PlanWorld, 'travel'> & Required<Pick<PlanWorld, 'tableOf' | 'places'>>;

/**
 * Travel by this table of these places, everywhere the same: for what is pinned, what is searched and what is compared. A place that is not in it is reached by
 * the great circle.
 */
export function roadsBy(places: readonly Spot[], table: Travel): Roads {
  const rows = new Map(places.map((place, row) => [placeKey(place), row]));
  const travel: TravelTimes = (from, to) => {
    const [row, column] = [rows.get(placeKey(from)), rows.get(placeKey(to))];
    if (row === undefined || column === undefined) return greatCircleTravel(from, to);
    const at = row * table.places + column;
    return { seconds: table.seconds[at] as number, metres: table.metres[at] as number };
  };
  return { travel, places, tableOf: (spots) => part(spots, rows, table) };
}

/** The rows and columns of these spots, in memory that the threads of the solver share; the table itself, which may be large, where it is the same. */
function part(spots: readonly Spot[], rows: ReadonlyMap<string, number>, table: Travel): Travel {
  const numbers = spots.map((spot) => rows.get(placeKey(spot)) ?? -1);
  const places = spots.length;
  const { provider, isFallback } = table;
  const said = { ...(provider && { provider }), ...(isFallback && { isFallback }) };
  if (places === table.places && numbers.every((row, index) => row === index))
    return { places, seconds: table.seconds, metres: table.metres, ...said };
  const [seconds, metres] = [sharedNumbers(places * places), sharedNumbers(places * places)];
  numbers.forEach((from, row) =>
    numbers.forEach((to, column) => {
      const at = row * places + column;
      const isKnown = from >= 0 && to >= 0;
      const trip = isKnown ? undefined : greatCircleTravel(spots[row] as Spot, spots[column] as Spot);
      seconds[at] = trip?.seconds ?? (table.seconds[from * table.places + to] as number);
      metres[at] = trip?.metres ?? (table.metres[from * table.places + to] as number);
    }),
  );
  return { places, seconds, metres, ...said };
}

export const sharedNumbers = (count: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * count));
