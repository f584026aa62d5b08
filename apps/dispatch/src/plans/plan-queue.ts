import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemActor } from '#common/auth/actor.js';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { PlanKind } from '#common/events/lists.js';
import { PlanProgressed } from '#common/events/plan-progressed.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { runInContext } from '#common/runtime/context.js';
import { PlanRun } from './plan.entity.js';
import { planProgressed } from './plan-events.js';

/** Whoever solves says so every second; after this silence another server takes over. */
const leaseSeconds = 20;
const attemptsAllowed = 3;

/** Another server has the plan now: what was found here counts no more. */
export class TakenOver extends Error {}

/** The plans that wait to be solved: rows, so that none is lost when a server ends. Who takes one holds it by a lease. */
@Injectable()
export class PlanQueue {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The oldest plan of this kind that is due and waits, or whose server is silent, and whose sites and days nobody is solving. */
  async claim(kind: PlanKind): Promise<PlanRun | undefined> {
    return this.inTransaction(async (manager) => {
      const [row] = await manager.query<{ id: string }[]>(
        `SELECT id FROM plan p
         WHERE kind = $1 AND (not_before IS NULL OR not_before <= now()) AND (status = 'waiting' OR (status = 'running' AND lease_until < now()))
           AND NOT EXISTS (SELECT FROM plan o WHERE o.scope = p.scope AND o.id <> p.id AND o.status = 'running' AND o.lease_until >= now())
         ORDER BY requested_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
        [kind],
      );
      if (!row) return undefined;
      const [plan] = await selectRows(manager, PlanRun, 'id = $1', [row.id]);
      if (!plan) return undefined;
      await this.change(plan, {
        status: 'running' as const,
        startedAt: plan.startedAt ?? this.clock.now(),
        attempts: plan.attempts + 1,
        version: plan.version + 1,
      });
      return plan;
    });
  }

  /** Throws for a plan on which every server that took it has died. */
  refuseTooManyAttempts({ attempts }: PlanRun): void {
    if (attempts > attemptsAllowed) throw new Error(`the solver died ${attemptsAllowed} times on this plan`);
  }

  /** Says that the search goes on; answers whether it shall. */
  async renew(plan: PlanRun, progress: number): Promise<boolean> {
    return this.inTransaction(async () => {
      await this.mine(plan);
      await this.change(plan, { progress, version: plan.version + 1 });
      return !plan.stopWanted;
    });
  }

  /** Writes what became of the plan; throws `TakenOver` when it is somebody else's by now. Joins the open transaction. */
  async finish(plan: PlanRun, result: Partial<PlanRun>): Promise<void> {
    await this.inTransaction(async () => {
      await this.mine(plan);
      await this.change(plan, { ...result, endedAt: this.clock.now(), leaseUntil: null, version: plan.version + 1 });
    });
  }

  async fail(plan: PlanRun, error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    await this.finish(plan, { status: 'failed', error: message.slice(0, 2_000) });
  }

  /** Work of Callout's own, in a transaction that sees all sites. */
  inTransaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return runInContext({ actor: systemActor, correlationId: uuidv7() }, () => this.transactions.run(work));
  }

  /** Locks the row and reads it again; throws when another server has taken it over. */
  private async mine(plan: PlanRun): Promise<void> {
    const { manager } = this.transactions;
    const [row] = await selectRows(manager, PlanRun, 'id = $1 FOR NO KEY UPDATE', [plan.id]);
    if (!row || row.status !== 'running' || row.attempts !== plan.attempts)
      throw new TakenOver(`plan ${plan.id} is somebody else's now`);
    Object.assign(plan, row);
  }

  private async change(plan: PlanRun, change: Partial<PlanRun>): Promise<void> {
    await updateRow(this.transactions.manager, PlanRun, { id: plan.id }, change);
    Object.assign(plan, change);
    if (plan.status === 'running')
      await this.transactions.manager.query(
        `UPDATE plan SET lease_until = now() + make_interval(secs => $2) WHERE id = $1`,
        [plan.id, leaseSeconds],
      );
    await this.outbox.publish(PlanProgressed, planProgressed(plan, this.clock.now()));
  }
}
