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
import { reasonOf } from '../core/plans/causes.js';
import { freeRows, type RefusalReason, type Wanted } from '../core/plans/publishing.js';
import { type PresentState, refusalOf } from '../core/plans/row-refusal.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { OrderWriter } from '../orders/order-writer.js';
import { RepairOrder } from '../orders/repair-order.entity.js';
import { BookingService } from '../visits/booking.service.js';
import { Visit } from '../visits/visit.entity.js';
import { VisitMoves } from '../visits/visit-moves.service.js';
import type { PublicationView, PublishPlan, RefusedRow } from './plan.dto.js';
import { PlanRun, type StoredRow } from './plan.entity.js';
import { planProgressed } from './plan-events.js';
import { planView } from './plan-view.js';
import { takenBeside } from './taken-times.js';

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
      return this.publishRows(manager, plan, chosenRows(plan, repairOrderIds));
    });
  }

  /** Publishes all of a plan that is ready and locked. */
  publishAll(manager: EntityManager, plan: PlanRun): Promise<PublicationView> {
    return this.publishRows(manager, plan, chosenRows(plan, undefined));
  }

  /** Why rows of a plan that nobody has published yet could not be published as things stand; changes and locks nothing. */
  async conflicts(manager: EntityManager, plan: PlanRun): Promise<RefusalReason[]> {
    const rows = chosenRows(plan, undefined).flatMap((row) => (row.after ? [{ row, after: row.after }] : []));
    await seeAll(manager);
    const network = await this.network.current(manager);
    const orders = await selectRows(manager, RepairOrder, 'id = ANY($1)', [rows.map(({ row }) => row.repairOrderId)]);
    const visits = await selectRows(manager, Visit, 'id = ANY($1)', [rows.flatMap(({ row }) => row.visit?.id ?? [])]);
    const reasons = rows.flatMap(({ row, after }): RefusalReason[] => {
      const order = orders.find(({ id }) => id === row.repairOrderId);
      const visit = visits.find(({ id }) => id === row.visit?.id);
      if (!order) return ['order-changed'];
      const refusal = refusalOf({ ...row, after }, this.present(network, order, visit));
      return refusal ? [refusal.reason] : [];
    });
    const { refused } = freeRows(rows, await takenBeside(manager, rows));
    return [...reasons, ...refused.map((): RefusalReason => 'time-taken')];
  }

  private async publishRows(
    manager: EntityManager,
    plan: PlanRun,
    chosen: readonly StoredRow[],
  ): Promise<PublicationView> {
    await seeAll(manager);
    const refused: RefusedRow[] = [];
    const refuse: Refuse = ({ repairOrderId, orderNumber }, reason, detail) =>
      refused.push({ repairOrderId, orderNumber, reason, detail });
    const published = await this.apply(manager, chosen, refuse, reasonFor(plan));
    for (const { row } of published) row.isPublished = true;
    await this.save(manager, plan, published.length > 0);
    return { plan: planView(plan), published: published.length, refused };
  }

  private async apply(
    manager: EntityManager,
    chosen: readonly StoredRow[],
    refuse: Refuse,
    reason: string,
  ): Promise<Locked[]> {
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
    for (const one of free) await this.carryOut(manager, one, reason);
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
    if (row.isPublished) return void refuse(row, 'published-already', 'it was published before');
    if (!after) return void refuse(row, 'nothing-to-do', 'the plan changes nothing for this order');
    const work = await this.writer.lock(manager, row.repairOrderId);
    const [visit] = row.visit ? await selectRows(manager, Visit, 'id = $1 FOR NO KEY UPDATE', [row.visit.id]) : [];
    const refusal = refusalOf({ ...row, after }, this.present(network, work.order, visit));
    if (refusal) return void refuse(row, refusal.reason, refusal.detail);
    return { row, after, work, ...(visit && { visit }) };
  }

  private present(network: Network, order: RepairOrder, visit: Visit | undefined): PresentState {
    const technicianOf = (id: string) => network.technician(id);
    const siteOf = (id: string) => network.site(id);
    return { order, ...(visit && { visit }), technicianOf, siteOf, nowMs: this.clock.now().getTime() };
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

  private async carryOut(manager: EntityManager, { work, visit, after }: Locked, reason: string): Promise<void> {
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

const reasonFor = ({ kind, causes }: PlanRun) => (kind === 'day' ? 'day plan' : reasonOf(causes));

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
