import { Injectable } from '@nestjs/common';
import { invalid, Problem } from '#common/http/problems.js';
import { Clock, SteppedClock } from '#common/runtime/clock.js';
import { GatewaySettings } from '../settings.js';
import { StreamHub } from '../stream/stream-hub.js';
import type { ClockView } from './clock.dto.js';

/** Business time as the demo's replay sees and moves it. */
@Injectable()
export class ClockService {
  constructor(
    private readonly clock: Clock,
    private readonly settings: GatewaySettings,
    private readonly streams: StreamHub,
  ) {}

  async view(waitMilliseconds = 0): Promise<ClockView> {
    const now = this.clock.now();
    const { quiet, nextDueAt } = await this.eventPath(waitMilliseconds);
    if (quiet && waitMilliseconds > 0) await this.streams.caughtUp();
    return {
      now: now.toISOString(),
      stepped: this.clock instanceof SteppedClock,
      ...(nextDueAt && { nextDueAt: nextDueAt.toISOString() }),
      quiet: quiet && (nextDueAt === undefined || nextDueAt > now),
    };
  }

  async move(to: string): Promise<ClockView> {
    const time = new Date(to);
    const { clock } = this;
    if (!(clock instanceof SteppedClock)) {
      throw new Problem(
        'conflict',
        'the clock of this server runs by itself: it can be moved only in a demo that was started with a standing clock, in one process',
      );
    }
    if (Number.isNaN(time.getTime())) throw invalid('to', `${to} is no day of the calendar`);
    if (time < clock.now()) throw invalid('to', `the clock stands at ${clock.now().toISOString()} and cannot go back`);
    clock.moveTo(time);
    return this.view();
  }

  private eventPath(waitMilliseconds: number): Promise<{ quiet: boolean; nextDueAt?: Date }> {
    const { eventPath } = this.settings;
    if (eventPath) return eventPath(waitMilliseconds);
    throw new Problem(
      'conflict',
      'the services of this server run in several processes: their event path is not seen from here',
    );
  }
}
