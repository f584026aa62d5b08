import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock, laterOf } from '#common/runtime/clock.js';
import { ScoreCardsService } from './score-cards.service.js';

export const roundTimer = 'score-cards-daily';
export const roundStepTimer = 'score-cards-step';

const day = 86_400_000;
/** Sites per transaction. */
const sitesPerStep = 50;

/** Makes all score cards anew once a day: the orders of a site that gets none any more leave the window, too, and nobody tells of that. */
@Injectable()
export class ScoreCardRounds implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly scoreCards: ScoreCardsService,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  /** The first round of all; from then on each sets the next. */
  async onApplicationBootstrap(): Promise<void> {
    await this.transactions.run(async (manager) => {
      const [found] = await manager.query<unknown[]>('SELECT 1 FROM timer WHERE kind = $1', [roundTimer]);
      if (!found) await this.timers.set(roundTimer, 'daily', dayAfter(this.clock.now()));
    });
  }

  /** Spreads the cards of all sites over many small steps; `alarmAt`: the day that this round is of. */
  async start(alarmAt: Date): Promise<void> {
    await this.transactions.run(async () => {
      await this.timers.set(roundTimer, 'daily', dayAfter(laterOf(this.clock.now(), alarmAt)));
      const siteIds = await this.scoreCards.sites();
      for (let from = 0; from < siteIds.length; from += sitesPerStep)
        await this.timers.set(roundStepTimer, String(from), this.clock.now(), {
          siteIds: siteIds.slice(from, from + sitesPerStep),
        });
    });
  }
}

const dayAfter = (at: Date): Date => new Date((Math.floor(at.getTime() / day) + 1) * day);
