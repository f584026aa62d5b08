import type { Routes } from './routes.js';

/** The beginning of a route while it is being built stop by stop: departure, shortest time, latest start, and what it cost to drive. */
export class Segment {
  node = 0;
  depart = 0;
  seconds = 0;
  latest = 0;
  drive = 0;
  metres = 0;

  constructor(private readonly routes: Routes) {}

  /** The route up to a place of the flat arrays; driving counts from there. */
  begin(place: number): void {
    const { routes } = this;
    this.node = routes.stops[place] as number;
    this.depart = routes.depart[place] as number;
    this.seconds = routes.headSeconds[place] as number;
    this.latest = routes.headLatest[place] as number;
    this.drive = 0;
    this.metres = 0;
  }

  copy(other: Segment): void {
    this.node = other.node;
    this.depart = other.depart;
    this.seconds = other.seconds;
    this.latest = other.latest;
    this.drive = other.drive;
    this.metres = other.metres;
  }

  /** Adds a stop; false, and nothing changed, when it comes too late there. */
  extend(route: number, node: number): boolean {
    const { routes } = this;
    const { place, places, seconds, metres, service, visits, durationFactor } = routes.instance;
    const pair = (place[this.node] as number) * places + (place[node] as number);
    const leg = seconds[pair] as number;
    const opens = routes.open[node] as number;
    const closes = routes.close[node] as number;
    const begin = Math.max(opens, this.depart + leg);
    if (begin > closes) return false;
    const stay = (service[node] as number) * (node < visits ? (durationFactor[route] as number) : 1);
    const span = this.seconds + leg;
    this.depart = begin + stay;
    this.seconds = span + Math.max(opens - span - this.latest, 0) + stay;
    this.latest = Math.min(closes - span, this.latest);
    this.drive += leg;
    this.metres += metres[pair] as number;
    this.node = node;
    return true;
  }
}
