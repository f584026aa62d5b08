import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { invalid } from '#common/http/problems.js';
import type { AcceptOffer, CounterOffer, DeclineOffer, OfferReason, OfferView } from './offer.dto.js';
import type { Offer } from './offer.entity.js';
import { OfferLists } from './offer-lists.service.js';
import { OffersService } from './offers.service.js';

type Seen = number | undefined;

/** The use cases of offers as the API knows them: bodies in, views out, in one transaction. */
@Injectable()
export class OfferAnswers {
  constructor(
    private readonly transactions: Transactions,
    private readonly offers: OffersService,
    private readonly lists: OfferLists,
  ) {}

  accept(id: string, { technicianId, start }: AcceptOffer, seen: Seen, caller: Actor): Promise<OfferView> {
    const assignment = { ...(technicianId && { technicianId }), ...(start && { start: new Date(start) }) };
    return this.view(caller, () => this.offers.accept(id, assignment, seen, caller));
  }

  decline(id: string, { reason, note }: DeclineOffer, seen: Seen, caller: Actor): Promise<OfferView> {
    return this.view(caller, () => this.offers.decline(id, reason, note ?? null, seen, caller));
  }

  async counter(id: string, body: CounterOffer, seen: Seen, caller: Actor): Promise<OfferView> {
    const { start, technicianId, priceMinor, currency, note, parts = [] } = body;
    if (!start && priceMinor === undefined && parts.length === 0)
      throw invalid('start', 'a counter-offer must propose another start, price or parts');
    if (priceMinor !== undefined && !currency) throw invalid('currency', 'is needed when a price is given');
    const counter = {
      parts,
      ...(start && { start }),
      ...(technicianId && { technicianId }),
      ...(priceMinor !== undefined && { priceMinor, currency: currency ?? '' }),
      ...(note && { note }),
    };
    return this.view(caller, () => this.offers.counter(id, counter, seen, caller));
  }

  takeCounter(id: string, seen: Seen, caller: Actor): Promise<OfferView> {
    return this.view(caller, () => this.offers.takeCounter(id, seen, caller));
  }

  refuse(id: string, { reason }: OfferReason, seen: Seen, caller: Actor): Promise<OfferView> {
    return this.view(caller, () => this.offers.refuse(id, reason, seen, caller));
  }

  withdraw(id: string, { reason }: OfferReason, seen: Seen, caller: Actor): Promise<OfferView> {
    return this.view(caller, () => this.offers.withdraw(id, reason, seen, caller));
  }

  private view(caller: Actor, change: () => Promise<Offer>): Promise<OfferView> {
    return this.transactions.run(async () => this.lists.view(await change(), caller));
  }
}
