import { amountOf, minorOf } from '../time/money.js';
import type { ChangedOfferRules } from './queries.js';

export const urgencies = ['low', 'normal', 'high', 'urgent', 'emergency'] as const;
export type Urgency = (typeof urgencies)[number];

/** What stands in the fields, as it was typed. */
export interface Draft {
  askedAtOnce: Readonly<Record<Urgency, string>>;
  laterMinutes: string;
  pastDueMinutes: string;
  prices: readonly { currency: string; most: string }[];
}

export function draftOf({ askedAtOnce, counter }: ChangedOfferRules): Draft {
  return {
    askedAtOnce: Object.fromEntries(urgencies.map((one) => [one, String(askedAtOnce[one])])) as Draft['askedAtOnce'],
    laterMinutes: typeof counter.laterMinutes === 'number' ? String(counter.laterMinutes) : '',
    pastDueMinutes: String(counter.pastDueMinutes),
    prices: counter.prices.map(({ currency, mostMinor }) => ({
      currency,
      most: String(amountOf(mostMinor, currency)),
    })),
  };
}

/** What is sent; the API says what is wrong with it. A field that is empty and must not be is sent as no number at all. */
export function rulesOf({ askedAtOnce, laterMinutes, pastDueMinutes, prices }: Draft): ChangedOfferRules {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  return {
    askedAtOnce: Object.fromEntries(
      urgencies.map((one) => [one, number(askedAtOnce[one])]),
    ) as ChangedOfferRules['askedAtOnce'],
    counter: {
      ...(laterMinutes.trim() !== '' && { laterMinutes: Number(laterMinutes) }),
      pastDueMinutes: number(pastDueMinutes),
      prices: prices.map(({ currency, most }) => ({
        currency: currency.trim().toUpperCase(),
        mostMinor: minorOf(number(most), currency.trim().toUpperCase()),
      })),
    },
  };
}

/** Name and values of what differs between two sets of rules, one line each. */
export function differencesOf(mine: Draft, theirs: Draft): { name: string; mine: string; theirs: string }[] {
  const [one, other] = [linesOf(mine), linesOf(theirs)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .map((name) => ({ name, mine: one.get(name) ?? '', theirs: other.get(name) ?? '' }))
    .filter((line) => line.mine !== line.theirs);
}

const linesOf = ({ askedAtOnce, laterMinutes, pastDueMinutes, prices }: Draft) =>
  new Map<string, string>([
    ...urgencies.map((one) => [`askedAtOnce.${one}`, askedAtOnce[one]] as const),
    ['counter.laterMinutes', laterMinutes],
    ['counter.pastDueMinutes', pastDueMinutes],
    ...prices.map(({ currency, most }) => [`counter.prices ${currency.trim().toUpperCase()}`, most] as const),
  ]);
