import { Injectable } from '@nestjs/common';
import { escapeLiteral } from 'pg';
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
  [...new Set(list.map(({ siteId }) => siteId))].toSorted().flatMap((siteId) => [
    { statement: `INSERT INTO offer_history (site_id) VALUES (${escapeLiteral(siteId)}) ON CONFLICT DO NOTHING` },
    {
      statement: `UPDATE offer_history SET ${list
        .filter((one) => one.siteId === siteId)
        .map(({ column, weight }) => `${column} = ${column} + ${weight}`)
        .join(', ')} WHERE site_id = ${escapeLiteral(siteId)}`,
    },
  ]);
