import { Injectable } from '@nestjs/common';
import { type Closing, Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { binOf } from '../core/offers/answer-sketch.js';
import { weightAt } from '../core/offers/forward-decay.js';
import { type WorkingHours, workingMinutesBetween } from '../core/time/weekly-hours.js';
import type { Offer } from './offer.entity.js';

interface Counted {
  siteId: string;
  column: 'accepted' | 'declined' | 'expired' | `answers[${number}]`;
  weight: number;
}

/**
 * Counts what has come of each site's offers, in the transaction that decides one: matching and deadlines reckon with it. Written with the COMMIT, so that
 * the row of a site is held for no longer than that, and costs no round trip.
 */
@Injectable()
export class OfferHistory {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** An offer was decided by its site, or because of its counter-offer or silence. */
  count({ siteId }: Offer, column: 'accepted' | 'declined' | 'expired'): void {
    this.add(siteId, column);
  }

  /** A site has answered. How long it takes in an emergency, at night too, says nothing of its opening hours. */
  countAnswer({ siteId, madeAt }: Offer, { emergency }: { emergency: boolean }, hours: WorkingHours | undefined): void {
    if (emergency || !hours) return;
    const minutes = workingMinutesBetween(hours, madeAt.getTime(), this.clock.now().getTime());
    this.add(siteId, `answers[${binOf(minutes) + 1}]`); // PostgreSQL counts from 1
  }

  private add(siteId: string, column: Counted['column']): void {
    const weight = weightAt(this.clock.now().getTime());
    this.transactions.keepForCommit<Counted>(this, { siteId, column, weight }, closingsOf);
  }
}

/** The first line makes the row; what follows adds to it. */
const closingsOf = (list: readonly Counted[]): Closing[] =>
  [...new Set(list.map(({ siteId }) => siteId))].toSorted().flatMap((siteId) => {
    const counted = new Map<string, number>();
    for (const { column, weight } of list.filter((one) => one.siteId === siteId))
      counted.set(column, (counted.get(column) ?? 0) + weight);
    const additions = [...counted.keys()].map((column, index) => `${column} = ${column} + $${index + 2}`).join(', ');
    const values = [siteId, ...counted.values()];
    return [
      {
        statement: { text: 'INSERT INTO offer_history (site_id) VALUES ($1) ON CONFLICT DO NOTHING', values: [siteId] },
      },
      { statement: { text: `UPDATE offer_history SET ${additions} WHERE site_id = $1`, values } },
    ];
  });
