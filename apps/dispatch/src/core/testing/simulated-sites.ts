import type { OfferStep } from '../offers/offer-decisions.js';
import type { Random } from '../planning/search/random.js';
import { hourMs } from '../time/zones.js';

const technicians = 4;
/** Hours of one technician; they are numbered one technician after the other. */
const hoursEach = 1_000_000;

/** How long a site may take: two in three answer within twelve minutes, one in twenty after the deadline. */
const medianMinutes = 8;
const spread = 0.8;

/** A site with habits of its own. */
export class SimulatedSite {
  readonly siteId: string;

  constructor(
    readonly index: number,
    private readonly place: number,
    private readonly declines: number,
    private readonly silence: number,
  ) {
    this.siteId = String(index);
  }

  /** Sites and orders lie on a ring of length 1. */
  distanceTo(place: number): number {
    const apart = Math.abs(this.place - place);
    return Math.min(apart, 1 - apart);
  }

  /** What it answers and after how many minutes; undefined when it does not. */
  answer(random: Random): { step: OfferStep; minutes: number } | undefined {
    if (random.next() < this.silence) return undefined;
    const chance = random.next();
    const step = chance < this.declines ? 'decline' : chance < this.declines + 0.05 ? 'counter' : 'accept';
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    return { step, minutes: medianMinutes * Math.exp(spread * normal) };
  }
}

export const sitesOf = (
  random: Random,
  { sites, declines, silence }: { sites: number; declines: number; silence: number },
): SimulatedSite[] =>
  Array.from(
    { length: sites },
    (_, index) => new SimulatedSite(index, random.next(), declines * random.next(), silence * random.next()),
  );

/** Hours of technicians: booked for good, or promised by live offers. */
export class Calendars {
  private readonly booked = new Set<number>();
  private readonly promised = new Map<number, number>();

  static startMs(hour: number): number {
    return (hour % hoursEach) * hourMs;
  }

  isFree(hour: number | undefined): boolean {
    return hour === undefined || !this.booked.has(hour);
  }

  /** False when it is booked already. */
  book(hour: number | undefined): boolean {
    if (!this.isFree(hour)) return false;
    if (hour !== undefined) this.booked.add(hour);
    return true;
  }

  promise(offers: readonly { hour: number | undefined }[]): void {
    this.add(offers, 1);
  }

  release(offers: readonly { hour: number | undefined; status: string }[]): void {
    this.add(
      offers.filter(({ status }) => status === 'pending' || status === 'countered'),
      -1,
    );
  }

  private add(offers: readonly { hour: number | undefined }[], by: 1 | -1): void {
    for (const { hour } of offers) {
      if (hour === undefined) continue;
      const promised = (this.promised.get(hour) ?? 0) + by;
      if (promised > 0) this.promised.set(hour, promised);
      else this.promised.delete(hour);
    }
  }

  /** The first hour of one of a site's technicians, from an instant on, that is neither booked nor promised. */
  firstFree({ index }: SimulatedSite, fromMs: number): number {
    const from = Math.ceil(fromMs / hourMs);
    for (let hour = from; ; hour += 1) {
      for (let technician = index * technicians; technician < (index + 1) * technicians; technician += 1) {
        const one = technician * hoursEach + hour;
        if (!this.booked.has(one) && !this.promised.has(one)) return one;
      }
    }
  }

  /** Another hour of the same technician, which others may want too: so answers collide. */
  laterThan(hour: number | undefined, random: Random): number {
    return (hour ?? 0) + 1 + random.below(5);
  }
}
