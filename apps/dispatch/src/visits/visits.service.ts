import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { VisitArrived } from '#common/events/visit-arrived.js';
import { VisitEnRoute } from '#common/events/visit-en-route.js';
import { VisitFinished } from '#common/events/visit-finished.js';
import { invalid } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { levelOf } from '../core/matching/terms.js';
import { minuteMs } from '../core/time/zones.js';
import { NetworkService } from '../network/network.service.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { AfterVisitService } from './after-visit.service.js';
import { refuseFarFrom, refuseImpossibleDiagnosis, reportedTime } from './reported-times.js';
import { VisitChanges } from './visit-changes.service.js';
import { visitKeys } from './visit-events.js';
import type { VisitReport } from './visit-report.js';
import type { Visit } from './visit.entity.js';

/** The technician's steps. */
@Injectable()
export class VisitsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly changes: VisitChanges,
    private readonly network: NetworkService,
    private readonly after: AfterVisitService,
  ) {}

  /** The technician sets out. `at` may lie in the past: phones are not always connected. */
  async depart(
    id: string,
    { at, eta }: { at?: Date; eta?: Date },
    seen: number | undefined,
    caller: Actor,
  ): Promise<Visit> {
    return this.changes.change(id, 'en_route', seen, caller, async (work, visit) => {
      const departedAt = reportedTime(at, this.clock.now());
      if (eta) refuseFarFrom('eta', eta, departedAt);
      const expected =
        eta ?? new Date(Math.max(departedAt.getTime() + visit.travelSeconds * 1000, visit.startAt.getTime()));
      this.transactions.meanwhile(this.changes.write(visit, { status: 'en_route', departedAt, eta: expected }));
      work.move('en_route', { for: 'technician', until: expected }, this.clock.now());
      await this.outbox.publish(VisitEnRoute, {
        ...visitKeys(visit),
        at: departedAt.toISOString(),
        eta: expected.toISOString(),
        version: visit.version,
      });
    });
  }

  /** The technician is at the customer's. */
  async arrive(id: string, { at }: { at?: Date }, seen: number | undefined, caller: Actor): Promise<Visit> {
    return this.changes.change(id, 'on_site', seen, caller, async (work, visit) => {
      const arrivedAt = reportedTime(at, this.clock.now(), visit.departedAt);
      this.transactions.meanwhile(this.changes.write(visit, { status: 'on_site', arrivedAt }));
      const until = new Date(arrivedAt.getTime() + work.order.durationMinutes * minuteMs);
      work.move('on_site', { for: 'technician', until }, this.clock.now());
      await this.outbox.publish(VisitArrived, {
        ...visitKeys(visit),
        at: arrivedAt.toISOString(),
        version: visit.version,
      });
    });
  }

  /** The technician leaves, with or without success: what follows is in `core/visits/outcomes.ts`. */
  async finish(
    id: string,
    report: VisitReport,
    at: Date | undefined,
    seen: number | undefined,
    caller: Actor,
  ): Promise<Visit> {
    refuseIncomplete(report);
    return this.changes.change(id, 'finished', seen, caller, async (work, visit) => {
      const finishedAt = reportedTime(at, this.clock.now(), visit.arrivedAt ?? visit.departedAt);
      refuseImpossibleDiagnosis(report, visit, finishedAt);
      this.transactions.meanwhile(this.write(visit, report, finishedAt));
      await this.timers.cancel('visit-overdue', id);
      count(work, visit);
      await this.outbox.publish(VisitFinished, finished(visit, report, finishedAt));
      await this.after.visit(work, visit, report, await this.levelOf(work, visit));
    });
  }

  private write(visit: Visit, report: VisitReport, finishedAt: Date): Promise<void> {
    return this.changes.write(visit, {
      status: 'finished',
      finishedAt,
      diagnosedAt: report.diagnosedAt ?? null,
      outcome: report.outcome,
      symptomCode: report.symptomCode ?? null,
      faultCode: report.faultCode ?? null,
      causeCode: report.causeCode ?? null,
      remedyCode: report.remedyCode ?? null,
      partsUsed: report.partsUsed,
      partsUnused: report.partsUnused,
      steps: report.steps,
      usage: report.usage ?? null,
      faultFreePartReplaced: report.faultFreePartReplaced ?? null,
      note: report.note ?? null,
    });
  }

  private async levelOf({ order }: OrderInWork, { technicianId }: Visit): Promise<number> {
    const technician = (await this.network.current(this.transactions.manager)).technician(technicianId);
    return technician ? levelOf(order, technician) : 0;
  }
}

function refuseIncomplete({ outcome, faultCode, remedyCode, partsMissing, note }: VisitReport): void {
  if (outcome === 'repaired' && !faultCode) throw invalid('faultCode', 'is needed when the outcome is repaired');
  if (outcome === 'repaired' && !remedyCode) throw invalid('remedyCode', 'is needed when the outcome is repaired');
  if (outcome === 'part_missing' && partsMissing.length === 0)
    throw invalid('partsMissing', 'must name the parts that the next visit needs when the outcome is part_missing');
  if (outcome === 'no_fault_found' && faultCode)
    throw invalid('faultCode', 'must be left out when the outcome is no_fault_found: there is no fault to name');
  if (outcome === 'unsafe' && !note)
    throw invalid('note', 'must say what is not safe when the outcome is unsafe: the dispatcher decides by it');
}

function count({ order }: OrderInWork, { travelSeconds, travelMetres }: Visit): void {
  order.visits += 1;
  order.travelSeconds += travelSeconds;
  order.travelMetres += travelMetres;
}

function finished(visit: Visit, report: VisitReport, finishedAt: Date): VisitFinished {
  return {
    ...visitKeys(visit),
    outcome: report.outcome,
    at: finishedAt.toISOString(),
    partsUsed: report.partsUsed,
    partsUnused: report.partsUnused,
    ...(report.usage && { usage: report.usage }),
    version: visit.version,
  };
}
