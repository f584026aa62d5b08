import { Controller } from '@nestjs/common';
import { Wakes } from '#common/messaging/hears.js';
import { scoreCardTimer } from './score-card-schedule.js';
import { ScoreCardsService } from './score-cards.service.js';

@Controller()
export class ScoreCardsListener {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  @Wakes<{ siteId: string }>(scoreCardTimer, 'quality.score-cards')
  async due({ siteId }: { siteId: string }): Promise<void> {
    await this.scoreCards.recompute([siteId]);
  }
}
