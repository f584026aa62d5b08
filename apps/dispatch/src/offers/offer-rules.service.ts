import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import { invalid } from '#common/http/problems.js';
import { type CounterRule, type OfferRules, usualRules } from '../core/offers/offer-rules.js';
import type { ChangedOfferRules, OfferRulesView } from './offer-rules.dto.js';

/** How offers are made and answered in the whole network; matching sees a change with its next order (`NetworkService`). */
@Injectable()
export class OfferRulesService {
  constructor(private readonly transactions: Transactions) {}

  present(): Promise<OfferRulesView> {
    return this.transactions.run(async (manager) => viewOf(await read(manager)));
  }

  change({ askedAtOnce, counter }: ChangedOfferRules, seen: number | undefined): Promise<OfferRulesView> {
    refuseTwice(counter);
    return this.transactions.run(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock($1)`, [changesLock]);
      const { version } = await read(manager);
      requireVersion(version, seen);
      const { low, normal, high, urgent, emergency } = askedAtOnce;
      const rules = { askedAtOnce: { low, normal, high, urgent, emergency }, counter: counterRuleOf(counter) };
      await manager.query(
        `INSERT INTO offer_rules (asked_at_once, counter, version) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET asked_at_once = excluded.asked_at_once, counter = excluded.counter, version = excluded.version`,
        [JSON.stringify(rules.askedAtOnce), JSON.stringify(rules.counter), version + 1],
      );
      return viewOf({ rules, version: version + 1 });
    });
  }
}

function refuseTwice({ prices }: ChangedOfferRules['counter']): void {
  const currencies = prices.map(({ currency }) => currency);
  const twice = currencies.findIndex((currency, index) => currencies.indexOf(currency) < index);
  if (twice >= 0)
    throw invalid(`counter.prices[${twice}].currency`, `${currencies[twice]} is named before: name each currency once`);
}

/** The first change has no row to lock. Any number that nobody else locks in this database. */
const changesLock = 7_226_011;

interface Kept {
  rules: OfferRules;
  version: number;
}

async function read(manager: EntityManager): Promise<Kept> {
  const [row] = await manager.query<
    { asked_at_once: OfferRules['askedAtOnce']; counter: OfferRules['counter']; version: number }[]
  >(`SELECT asked_at_once, counter, version FROM offer_rules`);
  return row
    ? { rules: { askedAtOnce: row.asked_at_once, counter: row.counter }, version: row.version }
    : { rules: usualRules, version: 1 };
}

const viewOf = ({ rules: { askedAtOnce, counter }, version }: Kept): OfferRulesView => ({
  askedAtOnce,
  counter: { ...counter, prices: [...counter.prices] },
  version,
});

const counterRuleOf = ({ laterMinutes, pastDueMinutes, prices }: ChangedOfferRules['counter']): CounterRule => ({
  laterMinutes: laterMinutes ?? null,
  pastDueMinutes,
  prices: prices.map(({ currency, mostMinor }) => ({ currency, mostMinor })),
});
