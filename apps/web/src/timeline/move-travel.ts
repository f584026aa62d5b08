import { estimatedTrip, type Spot, type Trip } from './travel.js';

interface Stop {
  id: string;
  technicianId: string;
  start: string;
  finish: string;
  place: { lon?: number; lat?: number };
}

interface Wished {
  visitId: string;
  place: { lon?: number; lat?: number };
  start: number;
  finish: number;
}

/** The ways to and from a visit, as far as the board knows where things are. */
export interface MoveTravel {
  /** From the visit before on that day, or from home. */
  there: Trip;
  fromHome: boolean;
  /** On to the next visit of that day; the way home is not working time. */
  onward: Trip | undefined;
  /** Seconds that all ways of both technicians change by; undefined for an order that is not on the board yet. */
  changeSeconds: number | undefined;
  /** The gap before or after is shorter than the way. */
  isTooTight: boolean;
}

/** Between two visits that far apart a technician goes home. */
const sameDayMilliseconds = 10 * 3_600_000;

const spotOf = ({ lon, lat }: { lon?: number; lat?: number }): Spot | undefined =>
  lon === undefined || lat === undefined ? undefined : { lon, lat };

interface Neighbours {
  before: { spot: Spot; finish: number } | undefined;
  after: { spot: Spot; start: number } | undefined;
}

function neighboursOf(stops: readonly Stop[], technicianId: string, { visitId, start, finish }: Wished): Neighbours {
  let [before, after]: [Neighbours['before'], Neighbours['after']] = [undefined, undefined];
  for (const stop of stops) {
    const spot = spotOf(stop.place);
    if (!spot || stop.technicianId !== technicianId || stop.id === visitId) continue;
    const [begins, ends] = [Date.parse(stop.start), Date.parse(stop.finish)];
    const isBefore = ends <= start && ends > start - sameDayMilliseconds;
    const isAfter = begins >= finish && begins < finish + sameDayMilliseconds;
    if (isBefore && ends > (before?.finish ?? -Infinity)) before = { spot, finish: ends };
    if (isAfter && begins < (after?.start ?? Infinity)) after = { spot, start: begins };
  }
  return { before, after };
}

/** The seconds that a visit at this place adds to the ways of a technician's day. */
function addedSeconds(home: Spot, place: Spot, { before, after }: Neighbours): number {
  const from = before?.spot ?? home;
  const without = after ? estimatedTrip(from, after.spot).seconds : 0;
  const onward = after ? estimatedTrip(place, after.spot).seconds : 0;
  return estimatedTrip(from, place).seconds + onward - without;
}

interface Person {
  id: string;
  home: Spot;
}

/** The ways before and after a visit where it would be, against where it is now; undefined where a place is unknown. */
export function travelOf(
  wished: Wished,
  person: Person,
  stops: readonly Stop[],
  homeOf: (technicianId: string) => Spot | undefined,
): MoveTravel | undefined {
  const place = spotOf(wished.place);
  if (!place) return undefined;
  const around = neighboursOf(stops, person.id, wished);
  const there = estimatedTrip(around.before?.spot ?? person.home, place);
  const onward = around.after && estimatedTrip(place, around.after.spot);
  const gaps = [
    [around.before && wished.start - around.before.finish, there.seconds],
    [around.after && around.after.start - wished.finish, onward?.seconds ?? 0],
  ] as const;
  const now = stops.find(({ id }) => id === wished.visitId);
  const homeNow = now && homeOf(now.technicianId);
  const present = now && { ...wished, start: Date.parse(now.start), finish: Date.parse(now.finish) };
  return {
    there,
    fromHome: around.before === undefined,
    onward,
    changeSeconds:
      now && present && homeNow
        ? addedSeconds(person.home, place, around) -
          addedSeconds(homeNow, place, neighboursOf(stops, now.technicianId, present))
        : undefined,
    isTooTight: gaps.some(([gap, seconds]) => gap !== undefined && gap < seconds * 1000),
  };
}
