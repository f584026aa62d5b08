import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { indicatorNames } from '../core/indicators.js';
import type { WeightsBody, WeightsView } from './score-card.dto.js';
import { ScoreCardsService } from './score-cards.service.js';
import { ScoreWeights } from './score-weights.entity.js';

/** The versions of how much each indicator weighs. */
@Injectable()
export class ScoreWeightsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly scoreCards: ScoreCardsService,
  ) {}

  async list(): Promise<WeightsView[]> {
    const rows = await this.transactions.run((manager) =>
      manager.find(ScoreWeights, { order: { version: 'DESC' }, take: 200 }),
    );
    return rows.map(toView);
  }

  /** Adds a version that holds from now on, and makes every card anew with it. */
  async add(body: WeightsBody): Promise<WeightsView> {
    if (indicatorNames.every((name) => body[name] === 0)) {
      throw new Problem('rule-broken', 'the weights add up to 0: give at least one indicator a weight');
    }
    return this.transactions.run(async (manager) => {
      await manager.query(`LOCK TABLE score_weights IN SHARE ROW EXCLUSIVE MODE`);
      const last = await manager.maximum(ScoreWeights, 'version');
      const row: ScoreWeights = { ...body, version: (last ?? 0) + 1, validFrom: this.clock.now() };
      await manager.insert(ScoreWeights, row);
      await this.scoreCards.recomputeAll();
      return toView(row);
    });
  }
}

const toView = ({ validFrom, ...weights }: ScoreWeights): WeightsView => ({
  ...weights,
  validFrom: validFrom.toISOString(),
});
