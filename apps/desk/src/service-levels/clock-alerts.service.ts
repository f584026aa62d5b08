import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Clock, laterOf } from '#common/runtime/clock.js';
import { alertOf } from '../core/service-level/clock.js';
import { RequestRows } from '../requests/request-rows.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import { type ClockTimer, ServiceClocks } from './service-clocks.service.js';

/** Warns before a promise breaks and says when it has broken: each once. */
@Injectable()
export class ClockAlerts {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly clocks: ServiceClocks,
    private readonly rows: RequestRows,
    private readonly timeline: Timeline,
  ) {}

  look(timer: ClockTimer, alarmAt: Date): Promise<void> {
    return this.transactions.run(async () => {
      const request = await this.rows.locked(timer.requestId);
      const row = await this.clocks.find(timer);
      const at = laterOf(this.clock.now(), alarmAt);
      const alert = row && alertOf(row, at);
      if (!row || !alert) return;
      const { kind, attempt, dueAt } = row;
      await this.clocks.apply(request, row, alert === 'breach' ? { breachedAt: at } : { warnedAt: at });
      request.atRisk = alert === 'warning' || request.atRisk;
      request.breached ||= alert === 'breach';
      await this.rows.store(request);
      await this.timeline.add({
        requestId: request.id,
        kind: `service_level_${alert}`,
        data: { clock: kind, attempt, dueAt: dueAt?.toISOString() },
      });
    });
  }
}
