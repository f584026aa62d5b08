import type { LocationKind } from '#common/events/lists.js';

export interface Location {
  id: string;
  kind: LocationKind;
  siteId: string | null;
  technicianId: string | null;
  suppliedFromId: string | null;
  lon: number | null;
  lat: number | null;
}

/** A known lead time between two places (`fromLocationId` null: from outside), for one part or for any. */
export interface Lane {
  partId: string | null;
  fromLocationId: string | null;
  toLocationId: string;
  meanDays: number;
  deviationDays: number;
}

export const inTransitId = '00000000-0000-7000-8000-0000000000a1';
export const faultyId = '00000000-0000-7000-8000-0000000000a2';
export const scrapId = '00000000-0000-7000-8000-0000000000a3';

const hour = 3_600_000;
export const day = 24 * hour;

/** Without a measured lane: four hours to pick and hand over, then roads (1.3 x great circle) at 60 km/h; a day if a place is unknown. */
const handlingHours = 4;
const kilometresPerHour = 60;
const roadFactor = 1.3;
const unknownDistanceHours = 24;
/** Without a measured lane: what a purchase from outside is assumed to take. */
const purchaseDays = 7;

/** The places of one network and how long parts travel between them. */
export class Network {
  private readonly byId: ReadonlyMap<string, Location>;
  private readonly laneOf = new Map<string, Lane>();

  constructor(
    readonly locations: readonly Location[],
    lanes: readonly Lane[],
  ) {
    this.byId = new Map(locations.map((location) => [location.id, location]));
    for (const lane of lanes) this.laneOf.set(laneKey(lane.partId, lane.fromLocationId, lane.toLocationId), lane);
  }

  get(id: string): Location | undefined {
    return this.byId.get(id);
  }

  site(siteId: string): Location | undefined {
    return this.locations.find((location) => location.kind === 'site' && location.siteId === siteId);
  }

  van(technicianId: string | null): Location | undefined {
    return this.locations.find((location) => location.kind === 'van' && location.technicianId === technicianId);
  }

  /** Where a place's refills come from, nearest first: site -> regional -> central. Stops at a loop. */
  suppliers(locationId: string): Location[] {
    const chain: Location[] = [];
    let next = this.byId.get(locationId)?.suppliedFromId;
    while (next && chain.length < 8) {
      const supplier = this.byId.get(next);
      if (!supplier || chain.includes(supplier)) break;
      chain.push(supplier);
      next = supplier.suppliedFromId;
    }
    return chain;
  }

  /** Mean and deviation of the lead time in days; of the part's own lane, else of the lane, else guessed from the distance. */
  leadTime(
    partId: string,
    fromLocationId: string | null,
    toLocationId: string,
  ): { meanDays: number; deviationDays: number } {
    const lane =
      this.laneOf.get(laneKey(partId, fromLocationId, toLocationId)) ??
      this.laneOf.get(laneKey(null, fromLocationId, toLocationId));
    if (lane) return lane;
    if (fromLocationId === null) return { meanDays: purchaseDays, deviationDays: 0 };
    return { meanDays: this.travelHours(fromLocationId, toLocationId) / 24, deviationDays: 0 };
  }

  travelMilliseconds(partId: string, fromLocationId: string | null, toLocationId: string): number {
    return Math.round(this.leadTime(partId, fromLocationId, toLocationId).meanDays * day);
  }

  private travelHours(fromId: string, toId: string): number {
    const from = this.byId.get(fromId);
    const to = this.byId.get(toId);
    if (from?.lon == null || from.lat == null || to?.lon == null || to.lat == null) return unknownDistanceHours;
    const kilometres = greatCircleKilometres([from.lon, from.lat], [to.lon, to.lat]);
    return handlingHours + (kilometres * roadFactor) / kilometresPerHour;
  }
}

const laneKey = (partId: string | null, from: string | null, to: string) => `${partId ?? '*'} ${from ?? '*'} ${to}`;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Haversine on a sphere of 6371 km; points are [lon, lat] in degrees. */
export function greatCircleKilometres(from: [number, number], to: [number, number]): number {
  const latitude = radians(to[1] - from[1]);
  const longitude = radians(to[0] - from[0]);
  const chord =
    Math.sin(latitude / 2) ** 2 + Math.cos(radians(from[1])) * Math.cos(radians(to[1])) * Math.sin(longitude / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(chord)));
}
