import { Code, Decimal, Id, Instant, Nested, OneOf, Optional, Text, Whole } from '../validation/fields.js';
import { type CounterUnit, counterUnits } from './lists.js';

/** Where something is: WGS-84, with the place's zone and names but never a street. */
export class Place {
  @Decimal(-180, 180) lon: number;
  @Decimal(-90, 90) lat: number;
  @Text(64) timeZone: string;
  /** ISO 3166-1 alpha-2. */
  @Text(2, 2) country: string;
  /** First-level subdivision, the gazetteer's code. */
  @Text(16) subdivision: string;
  @Text(120) locality: string;
}

/** A closed interval. */
export class TimeWindow {
  @Instant() from: string;
  @Instant() to: string;
}

export class ProbableFault {
  @Code() faultCode: string;
  @Decimal(0, 1) probability: number;
}

export class ProbablePart {
  @Id() partId: string;
  @Whole(1, 1000) quantity: number;
  @Decimal(0, 1) probability: number;
}

export class PartQuantity {
  @Id() partId: string;
  @Whole(1, 1000) quantity: number;
}

/** A part that a technician fitted; serials where the part has them. */
export class UsedPart {
  @Id() partId: string;
  @Whole(1, 1000) quantity: number;
  @Optional() @Text(64) serialFitted?: string;
  @Optional() @Text(64) serialRemoved?: string;
}

/** What the counter of a unit shows, such as 1240.5 operating hours. */
export class CounterReading {
  @Decimal(0, 1_000_000_000_000) value: number;
  @OneOf(counterUnits) unit: CounterUnit;
}

/** How much a unit had been used when it failed, as the technician found it. */
export class UnitUsage {
  @Optional() @Nested(() => CounterReading) counter?: CounterReading;
  /** Whole days since it was put to use; counts where no day of installation is known. */
  @Optional() @Whole(0, 100_000) ageDays?: number;
}

export class HeldLine {
  /** The part that the order wants. */
  @Id() partId: string;
  /** The successor that stands in for it, when one does. */
  @Optional() @Id() servedByPartId?: string;
  @Whole(1, 1000) quantity: number;
  @Id() locationId: string;
  /** The repair site whose location it is, when it is one. */
  @Optional() @Id() siteId?: string;
  /** When the pieces are where the work is done; the time of the hold if they are there already. */
  @Instant() availableAt: string;
}

export class ShortLine {
  @Id() partId: string;
  @Whole(1, 1000) quantity: number;
  @Whole(1, 1000) missing: number;
  @Optional() @Instant() expectedAt?: string;
}

export const examplePlace: Place = {
  lon: 121.4737,
  lat: 31.2304,
  timeZone: 'Asia/Shanghai',
  country: 'CN',
  subdivision: '23',
  locality: 'Shanghai',
};
export const exampleId = (last: number) => `01936f6e-8a00-7000-8000-${last.toString(16).padStart(12, '0')}`;
export const exampleInstant = '2026-03-02T01:30:00.000Z';
