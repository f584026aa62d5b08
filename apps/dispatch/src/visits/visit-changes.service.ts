import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import { notFound, Problem } from '#common/http/problems.js';
import { visitMayMove, type VisitStatus } from '../core/visits/visit-states.js';
import { seeAll } from '../network/see-all.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { OrderWriter } from '../orders/order-writer.js';
import { Visit } from './visit.entity.js';

/** A user with the role but without a technician behind it sees nothing. */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** Which visits a caller may see: a technician his own, a site its own, everybody else all. */
export function visitScope(caller: Actor): { siteId?: string; technicianId?: string } {
  const onlyTechnician = caller.roles.includes('technician') && !caller.roles.includes('site_manager');
  return {
    ...(caller.siteId && { siteId: caller.siteId }),
    ...(onlyTechnician && { technicianId: caller.technicianId ?? nobody }),
  };
}

/** The visit, if the caller may see it. */
export async function visitOf(manager: EntityManager, id: string, caller: Actor): Promise<Visit | undefined> {
  const { siteId = null, technicianId = null } = visitScope(caller);
  const where =
    'id = $1 AND ($2::uuid IS NULL OR site_id = $2::uuid) AND ($3::uuid IS NULL OR technician_id = $3::uuid)';
  const [found] = await selectRows(manager, Visit, where, [id, siteId, technicianId]);
  return found;
}

/** The frame of every change of a visit. */
@Injectable()
export class VisitChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly writer: OrderWriter,
  ) {}

  /** Finds the visit under the caller's own scope, then locks the order and the visit (in this order), checks the step and saves the order. */
  async change(
    id: string,
    to: VisitStatus,
    seen: number | undefined,
    caller: Actor,
    step: (work: OrderInWork, visit: Visit) => Promise<void>,
  ): Promise<Visit> {
    return this.transactions.run(async (manager) => {
      const found = await visitOf(manager, id, caller);
      if (!found) throw notFound('visit', id);
      this.transactions.meanwhile(seeAll(manager));
      const locks = [this.writer.lock(manager, found.repairOrderId), this.lock(manager, id)] as const;
      const [work, visit] = await Promise.all(locks);
      if (!possible(visit.status, to))
        throw new Problem('illegal-transition', `the visit is ${visit.status} and cannot become ${to}`);
      requireVersion(visit.version, seen);
      await step(work, visit);
      await this.writer.save(manager, work);
      return visit;
    });
  }

  async lock(manager: EntityManager, id: string): Promise<Visit> {
    const [visit] = await selectRows(manager, Visit, 'id = $1 FOR NO KEY UPDATE', [id]);
    if (!visit) throw notFound('visit', id);
    return visit;
  }

  /** Writes values to the row and raises its version. */
  write(visit: Visit, values: Partial<Visit>): Promise<void> {
    Object.assign(visit, values, { version: visit.version + 1 });
    return updateRow(this.transactions.manager, Visit, { id: visit.id }, { ...values, version: visit.version });
  }
}

/** `planned` stands for moving a planned visit. */
const possible = (from: VisitStatus, to: VisitStatus) =>
  to === 'planned' ? from === 'planned' : visitMayMove(from, to);
