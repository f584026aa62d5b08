import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '#common/database/transactions.js';
import { ScoreCardPublished } from '#common/events/index.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import type { IndicatorName } from '../core/indicators.js';
import { type ScoredIndicator, scoreIndicators, scoreWindowDays, totalScore } from '../core/score-card.js';
import { networkSums, ordersOf, siteSums } from './order-sums.js';
import { ScoreCard } from './score-card.entity.js';
import { ScoreCardIndicator } from './score-card-indicator.entity.js';
import { ScoreWeights } from './score-weights.entity.js';

const day = 86_400_000;

/** Makes score cards anew and publishes those that changed. */
@Injectable()
export class ScoreCardsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Makes the cards of all sites anew, for example after new weights or an import of history. Answers how many changed. */
  async recomputeAll(): Promise<{ sites: number; published: number }> {
    return this.transactions.run(async () => {
      const siteIds = await this.sites();
      return { sites: siteIds.length, published: await this.recompute(siteIds) };
    });
  }

  /** All sites that have a card or should have one, in order. */
  async sites(): Promise<string[]> {
    return this.transactions.run(async (manager) => {
      const rows = await manager.query<{ siteId: string }[]>(
        `SELECT site_id AS "siteId" FROM site UNION SELECT site_id FROM failure_record GROUP BY site_id ORDER BY 1`,
      );
      return rows.map(({ siteId }) => siteId);
    });
  }

  /** Makes the cards of these sites anew from their orders; the rest of the network counts as of its last cards. */
  async recompute(siteIds: readonly string[]): Promise<number> {
    return this.transactions.run(async (manager) => {
      const now = this.clock.now();
      const since = new Date(now.getTime() - scoreWindowDays * day);
      const weights = await weightsAt(manager, now);
      const present = await lockCards(manager, siteIds);
      const sums = await siteSums(manager, siteIds, since);
      const network = await networkSums(manager, siteIds, sums);
      let published = 0;
      for (const siteId of siteIds) {
        const indicators = scoreIndicators(sums.get(siteId)?.indicators ?? ordersOf([]), network);
        const card = { siteId, score: totalScore(indicators, weights), orders: sums.get(siteId)?.orders ?? 0 };
        if (await this.keep(manager, { ...card, weights }, indicators, present.get(siteId), now)) published += 1;
      }
      return published;
    });
  }

  private async keep(
    manager: EntityManager,
    { weights, ...card }: { siteId: string; score: number; orders: number; weights: ScoreWeights },
    indicators: ScoredIndicator[],
    before: CardBefore | undefined,
    now: Date,
  ): Promise<boolean> {
    const changed =
      !before ||
      before.score !== card.score ||
      indicators.some(({ indicator, score }) => before.scores[indicator] !== score);
    const publishedAt = changed ? now : before.publishedAt;
    const version = (before?.version ?? 0) + Number(changed);
    const row: ScoreCard = { ...card, weightsVersion: weights.version, computedAt: now, publishedAt, version };
    await manager.upsert(ScoreCard, row, ['siteId']);
    await manager.upsert(
      ScoreCardIndicator,
      indicators.map(({ sums, ...scored }) => ({ siteId: card.siteId, ...sums, ...scored })),
      ['siteId', 'indicator'],
    );
    if (changed) await this.outbox.publish(ScoreCardPublished, toEvent(row, indicators));
    return changed;
  }
}

interface CardBefore {
  score: number;
  publishedAt: Date;
  version: number;
  scores: Partial<Record<IndicatorName, number>>;
}

/** The cards as they are, locked one after the other in the same order everywhere. */
async function lockCards(manager: EntityManager, siteIds: readonly string[]): Promise<Map<string, CardBefore>> {
  const rows = await manager.query<(CardBefore & { siteId: string })[]>(
    `SELECT c.site_id AS "siteId", c.score, c.published_at AS "publishedAt", c.version,
            (SELECT coalesce(jsonb_object_agg(i.indicator, i.score), '{}') FROM score_card_indicator i WHERE i.site_id = c.site_id) AS scores
       FROM score_card c WHERE c.site_id = ANY($1) ORDER BY c.site_id FOR UPDATE OF c`,
    [siteIds],
  );
  return new Map(rows.map(({ siteId, ...card }) => [siteId, card]));
}

async function weightsAt(manager: EntityManager, now: Date): Promise<ScoreWeights> {
  const weights = await manager
    .createQueryBuilder(ScoreWeights, 'weights')
    .where('weights.validFrom <= :now', { now })
    .orderBy('weights.version', 'DESC')
    .limit(1)
    .getOne();
  if (!weights) throw new Error(`no score weights are valid at ${now.toISOString()}: add a version`);
  return weights;
}

function toEvent(card: ScoreCard, indicators: readonly ScoredIndicator[]): ScoreCardPublished {
  const scores = Object.fromEntries(indicators.map(({ indicator, score }) => [indicator, score])) as Record<
    IndicatorName,
    number
  >;
  const { siteId, score, orders, publishedAt, version } = card;
  return { siteId, score, orders, ...scores, publishedAt: publishedAt.toISOString(), version };
}
