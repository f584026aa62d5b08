import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { isOver } from '../core/calls/call-status.js';
import { CallRows } from './call-rows.service.js';
import { CallSteps } from './call-steps.service.js';

/** Ends calls whose end was never told: they would keep their seat, or their place in the queue, until somebody wonders. */
@Injectable()
export class SilentCalls {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rows: CallRows,
    private readonly steps: CallSteps,
  ) {}

  /** Ends the call if nothing has been told of it for too long; looks again later if something has, or may be silent for longer than it once might. */
  look(id: string): Promise<void> {
    return this.transactions.run(async () => {
      const call = await this.rows.find(id);
      if (!call || isOver(call.status)) return;
      const toldAt = (await this.rows.lastStepAt(id)) ?? call.arrivedAt;
      if (this.rows.silentAt(toldAt) > this.clock.now()) await this.rows.watch(call, toldAt);
      else await this.steps.giveUp(call, this.rows.silentMinutes);
    });
  }
}
