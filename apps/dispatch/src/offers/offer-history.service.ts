import { Injectable } from '@nestjs/common';
import { type Closing, Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { binOf, sketchBins } from '../core/offers/answer-sketch.js';
import { weightAt } from '../core/offers/forward-decay.js';
import { type WorkingHours, workingMinutesBetween } from '../core/time/weekly-hours.js';
import type { Offer } from './offer.entity.js';

interface Counted {
  siteId: string;
  /** What became of the offer, or in which bin of answer times (from 0) its answer fell. */
  outcome: 'accepted' | 'declined' | 'expired' | number;
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
  count({ siteId }: Offer, outcome: 'accepted' | 'declined' | 'expired'): void {
    this.add(siteId, outcome);
  }

  /** A site has answered. How long it takes in an emergency, at night too, says nothing of its opening hours. */
  countAnswer({ siteId, madeAt }: Offer, { emergency }: { emergency: boolean }, hours: WorkingHours | undefined): void {
    if (emergency || !hours) return;
    const minutes = workingMinutesBetween(hours, madeAt.getTime(), this.clock.now().getTime());
    this.add(siteId, binOf(minutes));
  }

  private add(siteId: string, outcome: Counted['outcome']): void {
    const weight = weightAt(this.clock.now().getTime());
    this.transactions.keepForCommit<Counted>(this, { siteId, outcome, weight }, closingsOf);
  }
}

/** The first line makes the row; what follows adds to it. One text for all, as each connection keeps a plan of every text. */
const closingsOf = (list: readonly Counted[]): Closing[] =>
  [...new Set(list.map(({ siteId }) => siteId))].toSorted().flatMap((siteId) => {
    const ofSite = list.filter((one) => one.siteId === siteId);
    const sum = (outcome: Counted['outcome']) =>
      ofSite.reduce((all, one) => all + (one.outcome === outcome ? one.weight : 0), 0);
    const answers = Array.from({ length: sketchBins }, (_, bin) => sum(bin));
    const values = [siteId, sum('accepted'), sum('declined'), sum('expired'), answers];
    return [{ statement: { text: makeRow, values: [siteId] } }, { statement: { text: add, values } }];
  });

const makeRow = 'INSERT INTO offer_history (site_id) VALUES ($1) ON CONFLICT DO NOTHING';
const add = `
  UPDATE offer_history SET accepted = accepted + $2, declined = declined + $3, expired = expired + $4,
    answers = ARRAY(SELECT known + more FROM unnest(answers, $5::double precision[]) WITH ORDINALITY AS bin (known, more, number) ORDER BY number)
  WHERE site_id = $1`;
