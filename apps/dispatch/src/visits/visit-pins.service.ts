import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { VisitPinChanged } from '#common/events/visit-pin-changed.js';
import { requireVersion } from '#common/http/caller.js';
import { notFound, Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { VisitChanges, visitOf } from './visit-changes.service.js';
import { visitKeys } from './visit-events.js';
import type { Visit } from './visit.entity.js';

type Pin = Pick<Visit, 'isPinned' | 'pinReason'>;

/** Pins planned visits to where they are, and lets them go again. */
@Injectable()
export class VisitPins {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly changes: VisitChanges,
  ) {}

  /** Keeps plans and improvements off the visit; whoever moves it by hand may, and the pin goes with it. */
  pin(id: string, pinReason: string | null, seen: number | undefined, caller: Actor): Promise<Visit> {
    return this.change(id, { isPinned: true, pinReason }, seen, caller);
  }

  release(id: string, seen: number | undefined, caller: Actor): Promise<Visit> {
    return this.change(id, { isPinned: false, pinReason: null }, seen, caller);
  }

  /** What is as wanted already stays, whichever version the caller has seen: both may be repeated. */
  private change(id: string, wanted: Pin, seen: number | undefined, caller: Actor): Promise<Visit> {
    return this.transactions.run(async (manager) => {
      if (!(await visitOf(manager, id, caller))) throw notFound('visit', id);
      const visit = await this.changes.lock(manager, id);
      if (visit.isPinned === wanted.isPinned && visit.pinReason === wanted.pinReason) return visit;
      if (visit.status !== 'planned')
        throw new Problem(
          'illegal-transition',
          `the visit is ${visit.status}: only the pin of a planned one can change`,
        );
      requireVersion(visit.version, seen);
      await this.changes.write(visit, wanted);
      await this.outbox.publish(VisitPinChanged, {
        ...visitKeys(visit),
        isPinned: wanted.isPinned,
        ...(wanted.pinReason !== null && { reason: wanted.pinReason }),
        at: this.clock.now().toISOString(),
        version: visit.version,
      });
      return visit;
    });
  }
}
