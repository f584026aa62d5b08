import { Injectable } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import type { VisitArrived } from '#common/events/visit-arrived.js';
import type { VisitCancelled } from '#common/events/visit-cancelled.js';
import type { VisitFinished } from '#common/events/visit-finished.js';
import type { VisitMissed } from '#common/events/visit-missed.js';
import type { VisitRescheduled } from '#common/events/visit-rescheduled.js';
import type { VisitScheduled } from '#common/events/visit-scheduled.js';
import { Clock } from '#common/runtime/clock.js';
import { ServiceClocks, wordKinds } from '../service-levels/service-clocks.service.js';
import { DeskSettings } from '../settings.js';
import { Timeline } from '../timeline/timeline.service.js';
import { RequestRows } from './request-rows.service.js';

interface PromisedVisit {
  requestId: string;
  visitId: string;
  technicianId: string;
  from: string;
  to: string;
  /** When it was made: a promise that comes late does not replace a newer one. */
  madeAt: Date;
}

/** What dispatch tells about visits: the promise to the customer, and the technician's way. */
@Injectable()
export class VisitEvents {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: RequestRows,
    private readonly clocks: ServiceClocks,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
    private readonly settings: DeskSettings,
  ) {}

  scheduled({ requestId, visitId, technicianId, start, finish, window }: VisitScheduled, madeAt: Date): Promise<void> {
    const [from, to] = [window?.from ?? start, window?.to ?? finish];
    return this.promise({ requestId, visitId, technicianId, from, to, madeAt }, 'visit_scheduled', { start, finish });
  }

  rescheduled(
    { requestId, visitId, technicianId, start, finish, window, previousStart, reason }: VisitRescheduled,
    madeAt: Date,
  ): Promise<void> {
    const promise = { requestId, visitId, technicianId, from: window?.from ?? start, to: window?.to ?? finish, madeAt };
    return this.promise(promise, 'visit_rescheduled', { start, finish, previousStart, reason });
  }

  /** A step that changes no promise. */
  told(
    requestId: string,
    kind: string,
    visitId: string,
    at: string,
    data: Record<string, unknown> = {},
  ): Promise<void> {
    return this.timeline.add({ requestId, kind, at: new Date(at), data: { visitId, ...data } });
  }

  /** The technician is there: what was promised about that is kept, or not, and the customer has heard of us. */
  arrived({ requestId, visitId, at }: VisitArrived): Promise<void> {
    return this.transactions.run(async () => {
      if (await this.clocks.runs(requestId, ['arrival', ...wordKinds])) {
        const request = await this.rows.locked(requestId);
        await this.clocks.stop(request, ['arrival'], new Date(at));
        await this.clocks.respond(request, new Date(at));
        await this.rows.store(request);
      }
      await this.told(requestId, 'visit_arrived', visitId, at);
    });
  }

  finished({ requestId, visitId, at, outcome }: VisitFinished): Promise<void> {
    return this.transactions.run(async (manager) => {
      if (outcome === 'level_too_low') {
        await manager.query(
          `UPDATE service_request SET higher_level_needed = true, version = version + 1 WHERE id = $1`,
          [requestId],
        );
      }
      await this.told(requestId, 'visit_finished', visitId, at, { outcome });
    });
  }

  /** The visit will not be or was not: nothing is promised until the next one is booked. */
  fellThrough({ requestId, visitId, at, reason }: VisitCancelled | VisitMissed, kind: string): Promise<void> {
    return this.transactions.run(async (manager) => {
      await manager.query(
        `UPDATE service_request SET visit_id = NULL, visit_technician_id = NULL, promised_from = NULL, promised_to = NULL, version = version + 1
         WHERE id = $1 AND visit_id = $2`,
        [requestId, visitId],
      );
      await this.told(requestId, kind, visitId, at, { reason });
    });
  }

  private promise(
    { requestId, visitId, technicianId, from, to, madeAt }: PromisedVisit,
    kind: string,
    data: Record<string, unknown>,
  ): Promise<void> {
    return this.transactions.run(async (manager) => {
      const promise = [requestId, visitId, from, to, madeAt, technicianId, wordKinds];
      const [made] = await prepared<{ waits: boolean }>(manager, takePromise, promise);
      if (made?.waits && !this.settings.mail) await this.toldByOthers(requestId, madeAt);
      await this.timeline.add({ requestId, kind, at: madeAt, data: { visitId, from, to, ...data } });
    });
  }

  /** Where Callout sends no mails somebody else tells customers of their visits, by the list of notices; where it does, a mail counts when it is sent. */
  private async toldByOthers(requestId: string, madeAt: Date): Promise<void> {
    const request = await this.rows.locked(requestId);
    const now = this.clock.now();
    await this.clocks.respond(request, madeAt > now ? now : madeAt);
    await this.rows.store(request);
  }
}

/** Answers whether the customer was promised a word and still waits for it. */
const takePromise = `
  UPDATE service_request SET visit_id = $2, promised_from = $3, promised_to = $4, promised_at = $5, visit_technician_id = $6,
    version = version + 1
  WHERE id = $1 AND (promised_at IS NULL OR promised_at <= $5)
  RETURNING EXISTS (SELECT FROM service_clock WHERE request_id = $1 AND stopped_at IS NULL AND kind = ANY ($7)) AS waits`;
