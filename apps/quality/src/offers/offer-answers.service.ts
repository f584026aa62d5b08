import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import type { OfferAccepted, OfferDeclined, OfferExpired } from '#common/events/index.js';
import { Clock } from '#common/runtime/clock.js';
import { offerAnswersDefinition } from '../core/definitions.js';
import { periodOf } from '../reports/conditions.js';
import type { OfferAnswersGroupView, OfferAnswersQuery, OfferAnswersView } from '../reports/report.dto.js';

interface Answer {
  answer: 'accepted' | 'declined' | 'expired';
  reason?: string;
  answerSeconds?: number;
  answeredAt: string;
}

/** How sites answer offers. */
@Injectable()
export class OfferAnswersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async accepted(event: OfferAccepted): Promise<void> {
    await this.keep(event, { answer: 'accepted', answerSeconds: event.answerSeconds, answeredAt: event.answeredAt });
  }

  async declined(event: OfferDeclined): Promise<void> {
    const { reason, answerSeconds, answeredAt } = event;
    await this.keep(event, { answer: 'declined', reason, answerSeconds, answeredAt });
  }

  async expired(event: OfferExpired): Promise<void> {
    await this.keep(event, { answer: 'expired', answeredAt: event.expiredAt });
  }

  /** Offers answered in the period by site: accepted, declined by reason, expired; mean seconds to an answer. */
  async report(query: OfferAnswersQuery, caller: Actor): Promise<OfferAnswersView> {
    const period = periodOf(query, this.clock.now());
    const sites = await this.transactions.run((manager) =>
      manager.query<OfferAnswersGroupView[]>(answersBySite, [
        period.from,
        period.to,
        caller.siteId ?? null,
        query.siteId ?? null,
      ]),
    );
    return { definition: offerAnswersDefinition, ...period, sites };
  }

  private async keep(event: { offerId: string; repairOrderId: string; siteId: string }, answer: Answer): Promise<void> {
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO offer_answer (offer_id, repair_order_id, site_id, answer, reason, answer_seconds, answered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (offer_id) DO NOTHING`,
        [
          event.offerId,
          event.repairOrderId,
          event.siteId,
          answer.answer,
          answer.reason ?? null,
          answer.answerSeconds ?? null,
          answer.answeredAt,
        ],
      ),
    );
  }
}

const answersBySite = `
  WITH counted AS (
    SELECT o.site_id, o.answer, o.reason, count(*)::int AS count, sum(o.answer_seconds) AS seconds, count(o.answer_seconds) AS timed
      FROM offer_answer o
     WHERE o.answered_at >= $1 AND o.answered_at < $2 AND ($3::uuid IS NULL OR o.site_id = $3) AND ($4::uuid IS NULL OR o.site_id = $4)
     GROUP BY 1, 2, 3)
  SELECT c.site_id AS "siteId", s.name AS "siteName",
         coalesce(sum(count) FILTER (WHERE answer = 'accepted'), 0)::int AS accepted,
         coalesce(sum(count) FILTER (WHERE answer = 'declined'), 0)::int AS declined,
         coalesce(sum(count) FILTER (WHERE answer = 'expired'), 0)::int AS expired,
         (sum(seconds) / nullif(sum(timed), 0))::float8 AS "meanAnswerSeconds",
         coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'count', count) ORDER BY count DESC, reason)
                  FILTER (WHERE answer = 'declined'), '[]') AS reasons
    FROM counted c LEFT JOIN site s ON s.site_id = c.site_id
   GROUP BY 1, 2 ORDER BY sum(count) DESC, 1 LIMIT 200`;
