import { Injectable } from '@nestjs/common';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';

/** In business time; a planner who has just approved something waits no longer for the list. */
const soonMilliseconds = 5_000;

/** Has the exceptions of parts looked at again. */
@Injectable()
export class ExceptionLooks {
  constructor(
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  /**
   * Soon and once, however often it is asked for until then, counted from the last time: after a run the van kits of all sites change, and then planners
   * approve them by the hundred. In the order of the parts, so that two who ask at the same time seldom wait for each other crosswise.
   */
  async soon(partIds: Iterable<string>): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + soonMilliseconds);
    for (const partId of [...new Set(partIds)].toSorted())
      await this.timers.set('planning-exceptions-step', `part ${partId}`, dueAt, { partIds: [partId] });
  }
}
