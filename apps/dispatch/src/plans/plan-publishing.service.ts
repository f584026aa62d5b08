import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { PlanProgressed } from '#common/events/plan-progressed.js';
import { requireVersion } from '#common/http/caller.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import type { Network } from '../core/matching/network.js';
import { reasonText } from '../core/matching/reason-texts.js';
import { technicianRejection } from '../core/matching/rules.js';
import { freeRows, type RefusalReason, type Taken, type Wanted } from '../core/plans/publishing.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { OrderWriter } from '../orders/order-writer.js';
import { BookingService } from '../visits/booking.service.js';
import { Visit } from '../visits/visit.entity.js';
import { VisitMoves } from '../visits/visit-moves.service.js';
import type { PublicationView, PublishPlan, RefusedRow } from './plan.dto.js';
import { PlanRun, type StoredRow } from './plan.entity.js';
import { planProgressed } from './plan-events.js';
import { planView } from './plan-view.js';

/** Chosen rows whose order is locked, with what each wants. */
interface Locked extends Wanted {
  row: StoredRow;
  after: NonNullable<StoredRow['after']>;
  work: OrderInWork;
  visit?: Visit;
}

type Refuse = (row: StoredRow, reason: RefusalReason, detail: string) => void;

/** Makes a plan what is booked: all rows or chosen ones, in one transaction; what changed meanwhile is refused row by row. */
@Injectable()
export class PlanPublishing {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly network: NetworkService,
    private readonly writer: OrderWriter,
    private readonly booking: BookingService,
    private readonly moves: VisitMoves,
  ) {}

  async publish(id: string, { repairOrderIds }: PublishPlan, seen: number | undefined): Promise<PublicationView> {
    return this.transactions.run(async (manager) => {
      const [plan] = await selectRows(manager, PlanRun, 'id = $1 FOR NO KEY UPDATE', [id]);
      if (!plan) throw notFound('plan', id);
      if (plan.status !== 'ready' && plan.status !== 'published')
        throw new Problem(
          'illegal-transition',
          `the plan is ${plan.status}: only a plan that is ready can be published`,
        );
      requireVersion(plan.version, seen);
      const chosen = chosenRows(plan, repairOrderIds);
      await seeAll(manager);
      const refused: RefusedRow[] = [];
      const refuse: Refuse = ({ repairOrderId, orderNumber }, reason, detail) =>
        refused.push({ repairOrderId, orderNumber, reason, detail });
      const published = await this.apply(manager, chosen, refuse);
      for (const { row } of published) row.isPublished = true;
      await this.save(manager, plan, published.length > 0);
      return { plan: planView(plan), published: published.length, refused };
    });
  }

  private async apply(manager: EntityManager, chosen: readonly StoredRow[], refuse: Refuse): Promise<Locked[]> {
    const network = await this.network.current(manager);
    const locked: Locked[] = [];
    // In the order of their ids, so that two publications never wait for each other.
    for (const row of chosen.toSorted((one, other) => (one.repairOrderId < other.repairOrderId ? -1 : 1))) {
      const one = await this.lock(manager, row, network, refuse);
      if (one) locked.push(one);
    }
    const taken = await takenBeside(manager, locked);
    const { free, refused } = freeRows(locked, taken);
    for (const { row } of refused)
      refuse(
        row,
        'time-taken',
        'the technician has another visit, a promised offer or a held window at that time by now: plan again',
      );
    await this.setAside(manager, free);
    for (const one of free) await this.carryOut(manager, one);
    return free;
  }

  /** The row with its order (and visit) locked, unless what the plan was made from has changed. */
  private async lock(
    manager: EntityManager,
    row: StoredRow,
    network: Network,
    refuse: Refuse,
  ): Promise<Locked | undefined> {
    const { after } = row;
    const no = (reason: RefusalReason, detail: string) => void refuse(row, reason, detail);
    if (row.isPublished) return no('published-already', 'it was published before');
    if (!after) return no('nothing-to-do', 'the plan changes nothing for this order');
    const work = await this.writer.lock(manager, row.repairOrderId);
    const [visit] = row.visit ? await selectRows(manager, Visit, 'id = $1 FOR NO KEY UPDATE', [row.visit.id]) : [];
    if (row.visit && (visit?.version !== row.visit.version || visit.status !== 'planned'))
      return no('visit-changed', `the visit is ${visit?.status ?? 'gone'} and was changed since the plan was made`);
    const { order } = work;
    if (!row.visit && (order.status !== 'ready' || order.offeredTo.length > 0))
      return no('order-changed', `the order is ${order.status} by now`);
    if (after.startMs < this.clock.now().getTime())
      return no('in-the-past', `${new Date(after.startMs).toISOString()} is over`);
    const technician = network.technician(after.technicianId);
    const rejection = technician && technicianRejection(order, technician, after.day);
    if (!technician || rejection)
      return no('not-able', rejection ? reasonText(rejection).en : 'the technician no longer works here');
    const isAbsent = technician.absences.some(
      ({ startMs, endMs }) => startMs < after.finishMs && endMs > after.startMs,
    );
    if (isAbsent) return no('absent', `${technician.name} is absent at that time`);
    return { row, after, work, ...(visit && { visit }) };
  }

  /**
   * Two visits that change places would meet on the way: the table lets no two visits of a technician overlap at any moment. So all that move are put a
   * hundred years back first, each technician's still one after the other.
   */
  private async setAside(manager: EntityManager, rows: readonly Locked[]): Promise<void> {
    const ids = rows.flatMap(({ visit }) => visit?.id ?? []);
    if (ids.length === 0) return;
    await manager.query(
      `UPDATE visit SET start_at = start_at - interval '100 years', finish_at = finish_at - interval '100 years' WHERE id = ANY($1)`,
      [ids],
    );
  }

  private async carryOut(manager: EntityManager, { work, visit, after }: Locked): Promise<void> {
    const appointment = {
      siteId: after.siteId,
      technicianId: after.technicianId,
      startMs: after.startMs,
      finishMs: after.finishMs,
      day: after.day,
      travelSeconds: after.travelSeconds,
      travelMetres: after.travelMetres,
    };
    if (visit) await this.moves.move(work, visit, appointment, reason);
    else if (!(await this.booking.book(work, appointment, reason)))
      throw new Problem('conflict', 'a technician was booked while the plan was being published: publish again');
    await this.writer.save(manager, work);
  }

  private async save(manager: EntityManager, plan: PlanRun, hasChanged: boolean): Promise<void> {
    if (!hasChanged) return;
    const now = this.clock.now();
    const change = {
      status: 'published' as const,
      publishedAt: plan.publishedAt ?? now,
      rows: plan.rows,
      version: plan.version + 1,
    };
    await updateRow(manager, PlanRun, { id: plan.id }, change);
    await this.outbox.publish(PlanProgressed, planProgressed(Object.assign(plan, change), now));
  }
}

const reason = 'day plan';

function chosenRows({ rows }: PlanRun, wanted: readonly string[] | undefined): StoredRow[] {
  if (!wanted)
    return rows.filter(({ change, isPublished }) => (change === 'moved' || change === 'placed') && !isPublished);
  const byOrder = new Map(rows.map((row) => [row.repairOrderId, row]));
  return [...new Set(wanted)].map((id) => {
    const row = byOrder.get(id);
    if (!row) throw invalid('repairOrderIds', `${id} is not in this plan`);
    return row;
  });
}

/** Live visits and promised times of the technicians who get something, apart from the visits that move. */
async function takenBeside(manager: EntityManager, rows: readonly Locked[]): Promise<Taken[]> {
  const technicians = [
    ...new Set(rows.flatMap(({ after, row }) => [after.technicianId, row.before?.technicianId ?? []].flat())),
  ];
  const moving = rows.flatMap(({ visit }) => visit?.id ?? []);
  const found = await manager.query<{ technician: string; start: string; finish: string }[]>(
    `SELECT technician_id AS technician, extract(epoch FROM start_at) * 1000 AS start, extract(epoch FROM finish_at) * 1000 AS finish FROM visit
     WHERE technician_id = ANY($1) AND status IN ('planned', 'en_route', 'on_site') AND id <> ALL($2)
     UNION ALL
     SELECT technician_id, extract(epoch FROM proposed_start) * 1000, extract(epoch FROM proposed_finish) * 1000 FROM offer
     WHERE technician_id = ANY($1) AND status IN ('pending', 'countered') AND proposed_start IS NOT NULL
     UNION ALL
     SELECT technician_id, extract(epoch FROM start_at) * 1000, extract(epoch FROM finish_at) * 1000 FROM window_hold WHERE technician_id = ANY($1)`,
    [technicians, moving],
  );
  return found.map(({ technician: technicianId, start, finish }) => ({
    technicianId,
    startMs: Number(start),
    finishMs: Number(finish),
  }));
}
