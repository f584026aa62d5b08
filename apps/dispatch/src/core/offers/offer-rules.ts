import type { Priority } from '#common/events/lists.js';

/** What a counter-offer may ask for and still be taken without asking the dispatcher. */
export interface CounterRule {
  /** Work may start so many minutes later than proposed; null = whenever it is still done in time. */
  laterMinutes: number | null;
  /** Work that would end after the order's due time may end so many minutes later than proposed; 0 = never after the due time. */
  pastDueMinutes: number;
  /** The most that may be asked, by currency; a price in another one is the dispatcher's to judge. */
  prices: readonly { currency: string; mostMinor: number }[];
}

/** How many sites are asked at once: by priority, and for emergencies whatever their priority. */
export type AskedAtOnce = Readonly<Record<Priority | 'emergency', number>>;

/** How offers are made and answered in the whole network. */
export interface OfferRules {
  askedAtOnce: AskedAtOnce;
  counter: CounterRule;
}

/** An emergency is offered to three sites at once and the first to accept has it; everything else goes one by one. */
export const usualRules: OfferRules = {
  askedAtOnce: { low: 1, normal: 1, high: 1, urgent: 1, emergency: 3 },
  counter: { laterMinutes: null, pastDueMinutes: 120, prices: [] },
};

/** How many sites hold an offer of this order at the same time. */
export const askedAtOnce = (
  { emergency, priority }: { emergency: boolean; priority: Priority },
  { askedAtOnce: numbers }: OfferRules,
): number => numbers[emergency ? 'emergency' : priority];
