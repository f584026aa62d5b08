import { Currency, ListOf, Nested, Optional, Whole } from '#common/validation/fields.js';
import type { AskedAtOnce } from '../core/offers/offer-rules.js';

/** How many sites are asked at once about an order of this priority; the first to accept has it. 1 = one after the other. */
export class AskedAtOnceNumbers implements AskedAtOnce {
  @Whole(1, 10) low: number;
  @Whole(1, 10) normal: number;
  @Whole(1, 10) high: number;
  @Whole(1, 10) urgent: number;
  /** Of an emergency, whatever its priority. */
  @Whole(1, 10) emergency: number;
}

export class CounterPrice {
  @Currency() currency: string;
  @Whole(0, 1_000_000_000) mostMinor: number;
}

/** What a counter-offer may ask for and be taken at once. The dispatcher judges every other one, and all that want other parts. */
export class CounterLimits {
  /** Work may start so many minutes later than proposed; left out: whenever it is done in time. */
  @Optional() @Whole(0, 100_000) laterMinutes?: number | null;
  /** Work that would end after its due time may end so many minutes later than proposed; 0 = none may. */
  @Whole(0, 100_000) pastDueMinutes: number;
  /** The most that may be asked, in minor units; each currency once; one that is not named here is for the dispatcher. */
  @ListOf(() => CounterPrice, 20)
  prices: CounterPrice[];
}

export class ChangedOfferRules {
  @Nested(() => AskedAtOnceNumbers) askedAtOnce: AskedAtOnceNumbers;
  @Nested(() => CounterLimits) counter: CounterLimits;
}

export class OfferRulesView extends ChangedOfferRules {
  /** 1 = the usual rules: nobody has changed them. */
  @Whole(1, 2_147_483_647) version: number;
}
