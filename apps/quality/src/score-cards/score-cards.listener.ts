import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { ScoreCardRounds, roundStepTimer, roundTimer } from './score-card-rounds.service.js';
import { scoreCardTimer } from './score-card-schedule.js';
import { ScoreCardsService } from './score-cards.service.js';

@Controller()
export class ScoreCardsListener {
  constructor(
    private readonly scoreCards: ScoreCardsService,
    private readonly rounds: ScoreCardRounds,
  ) {}

  @Wakes<{ siteId: string }>(scoreCardTimer, 'quality.score-cards')
  async due({ siteId }: { siteId: string }): Promise<void> {
    await this.scoreCards.recompute([siteId]);
  }

  @Wakes(roundTimer, 'quality.score-cards')
  async daily(_: object, { occurredAt }: MessageInfo): Promise<void> {
    await this.rounds.start(occurredAt);
  }

  @Wakes<{ siteIds: string[] }>(roundStepTimer, 'quality.score-cards')
  async step({ siteIds }: { siteIds: string[] }): Promise<void> {
    await this.scoreCards.recompute(siteIds);
  }
}
