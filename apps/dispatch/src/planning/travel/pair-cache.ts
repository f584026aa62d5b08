import type { Spot, Trip } from '../../core/matching/travel.js';

/** 1e-5 degrees are about a metre. */
const digits = 5;

export const spotKey = ({ lon, lat }: Spot) => `${lon.toFixed(digits)},${lat.toFixed(digits)}`;

/** Trips between pairs of points that were asked for lately; who was not used for longest leaves first. */
export class PairCache {
  private readonly trips = new Map<string, Trip>();

  constructor(private readonly most: number) {}

  get(from: string, to: string): Trip | undefined {
    const key = `${from};${to}`;
    const known = this.trips.get(key);
    if (!known) return undefined;
    this.trips.delete(key);
    this.trips.set(key, known);
    return known;
  }

  set(from: string, to: string, trip: Trip): void {
    const key = `${from};${to}`;
    this.trips.delete(key);
    this.trips.set(key, trip);
    if (this.trips.size <= this.most) return;
    const [oldest] = this.trips.keys();
    if (oldest !== undefined) this.trips.delete(oldest);
  }

  get size(): number {
    return this.trips.size;
  }
}
