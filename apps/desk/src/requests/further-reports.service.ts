import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { findDuplicate } from '../core/duplicate.js';
import { canMove, isOpen, openStatuses } from '../core/request-status.js';
import { raisedBy } from '../core/urgency.js';
import { ServiceClocks, wordKinds } from '../service-levels/service-clocks.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import type { ReportRequest } from './request.dto.js';
import { RequestRows } from './request-rows.service.js';
import { RequestSteps } from './request-steps.service.js';
import { ServiceRequest } from './service-request.entity.js';
import { VisitRequests } from './visit-requests.service.js';

/** Adds what is reported again to the open request of the same fault. */
@Injectable()
export class FurtherReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rows: RequestRows,
    private readonly clocks: ServiceClocks,
    private readonly steps: RequestSteps,
    private readonly visits: VisitRequests,
    private readonly timeline: Timeline,
  ) {}

  /**
   * The open request of this asset with the same fault, made as urgent as the report says and sent out if the report asks for a visit and none is
   * under way; undefined if there is no such request. Whoever hears of requests hears of the change.
   */
  add(assetId: string, report: ReportRequest): Promise<ServiceRequest | undefined> {
    return this.transactions.run(async () => {
      const found = await this.openDuplicate(assetId, report);
      const open = found && (await this.rows.locked(found.id));
      if (!open || !isOpen(open.status)) return undefined;
      const now = this.clock.now();
      const raised = raisedBy(report, open, now);
      Object.assign(open, raised);
      await this.timeline.add({ requestId: open.id, kind: 'reported_again', data: toldAgain(report, raised) });
      const answered = await this.answer(open, report, now);
      if (report.visit && canMove(open.status, 'dispatched')) {
        await this.steps.sendOut(open);
      } else if (raised) {
        await this.rows.store(open);
        await this.rows.announce(open, open.status, 'reported again, more urgent');
        if (open.status === 'dispatched') await this.visits.publish(open);
      } else if (answered) {
        await this.rows.store(open);
      }
      return open;
    });
  }

  /** Somebody speaks with who calls again; whatever else reports again has had no word by that. */
  private async answer(open: ServiceRequest, { channel }: ReportRequest, now: Date): Promise<boolean> {
    if (channel !== 'phone' || !(await this.clocks.runs(open.id, wordKinds))) return false;
    await this.clocks.respond(open, now);
    return true;
  }

  private openDuplicate(assetId: string, report: ReportRequest): Promise<ServiceRequest | undefined> {
    return this.transactions.run(async (manager) => {
      const open = await manager
        .createQueryBuilder(ServiceRequest, 'request')
        .where('request.asset_id = :assetId AND request.status = ANY(:open)', { assetId, open: openStatuses })
        .orderBy('request.opened_at', 'DESC')
        .limit(20)
        .getMany();
      return findDuplicate(report, open);
    });
  }
}

function toldAgain(
  { channel, problem, symptomCode, externalId }: ReportRequest,
  raised: ReturnType<typeof raisedBy>,
): Record<string, unknown> {
  return {
    channel,
    problem,
    ...(symptomCode && { symptomCode }),
    ...(externalId && { externalId }),
    ...(raised && { ...raised }),
  };
}
