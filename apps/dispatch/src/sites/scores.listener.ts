import { Controller } from '@nestjs/common';
import { ScoreCardPublished } from '#common/events/score-card-published.js';
import { Hears } from '#common/messaging/hears.js';
import { SitesService } from './sites.service.js';

@Controller()
export class ScoresListener {
  constructor(private readonly sites: SitesService) {}

  @Hears(ScoreCardPublished, 'dispatch.scores')
  published(event: ScoreCardPublished): Promise<void> {
    return this.sites.keepScore(event);
  }
}
