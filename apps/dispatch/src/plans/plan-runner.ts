import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemActor } from '#common/auth/actor.js';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { PlanProgressed } from '#common/events/plan-progressed.js';
import { Loop } from '#common/messaging/loop.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { runInContext } from '#common/runtime/context.js';
import { logger } from '#common/runtime/logger.js';
import { ProblemFaulty } from '../core/planning/faults.js';
import { outcomeOf } from '../core/plans/plan-outcome.js';
import { problemOf } from '../core/plans/plan-problem.js';
import { SolverPool } from '../planning/solver-pool.js';
import { PlanRun } from './plan.entity.js';
import { planProgressed } from './plan-events.js';
import { PlanSignal } from './plan-signal.js';
import { PlanTooLarge, PlanWorldService } from './plan-world.service.js';

const idleMs = 1_000;
/** Whoever solves says so every second; after this silence another server takes over. */
const leaseSeconds = 20;
const attemptsAllowed = 3;
const threads = 2;

/** Another server has the plan now: what was found here counts no more. */
class TakenOver extends Error {}

/** Solves the plans that are asked for, one at a time in each server; a plan whose server died is solved by another. */
@Injectable()
export class PlanRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop('day plans', () => this.turn());
  private pool: SolverPool | undefined;
  private readonly closing = new AbortController();

  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly worlds: PlanWorldService,
    signal: PlanSignal,
  ) {
    signal.onRing(() => this.loop.ring());
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.closing.abort();
    await this.loop.stop();
    await this.pool?.close();
  }

  private async turn(): Promise<number> {
    const plan = await this.claim();
    if (!plan) return idleMs;
    try {
      await this.solve(plan);
    } catch (error) {
      if (error instanceof TakenOver) return 0;
      await this.fail(plan, error);
    }
    return 0;
  }

  /** The oldest plan that waits, or whose server is silent, and whose sites and days nobody is solving. */
  private async claim(): Promise<PlanRun | undefined> {
    return this.inTransaction(async (manager) => {
      const [row] = await manager.query<{ id: string }[]>(
        `SELECT id FROM plan p WHERE (status = 'waiting' OR (status = 'running' AND lease_until < now()))
           AND NOT EXISTS (SELECT FROM plan o WHERE o.scope = p.scope AND o.id <> p.id AND o.status = 'running' AND o.lease_until >= now())
         ORDER BY requested_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
      );
      if (!row) return undefined;
      const [plan] = await selectRows(manager, PlanRun, 'id = $1', [row.id]);
      if (!plan) return undefined;
      const change = {
        status: 'running' as const,
        startedAt: plan.startedAt ?? this.clock.now(),
        attempts: plan.attempts + 1,
        version: plan.version + 1,
      };
      await this.change(plan, change);
      return plan;
    });
  }

  private async solve(plan: PlanRun): Promise<void> {
    if (plan.attempts > attemptsAllowed) throw new Error(`the solver died ${attemptsAllowed} times on this plan`);
    const world = await this.inTransaction(() => this.worlds.of(plan));
    const made = problemOf(world);
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.closing.signal]);
    this.pool ??= new SolverPool(threads);
    let takenOver: unknown;
    const {
      plan: found,
      verdict,
      steps,
    } = await this.pool.solve(made.problem, {
      seconds: plan.seconds,
      seed: plan.seed,
      signal,
      onProgress: async ({ share }) => {
        const goesOn = await this.renew(plan, share).catch((error: unknown) => (takenOver = error));
        if (goesOn !== true) stop.abort();
      },
    });
    if (takenOver) throw takenOver;
    if (this.closing.signal.aborted) throw new TakenOver('the server stops'); // its lease ends, another one begins anew
    if (verdict.violations.length > 0 || verdict.wrongTerms.length > 0) {
      logger.error(
        { planId: plan.id, violations: verdict.violations, wrongTerms: verdict.wrongTerms },
        'a plan that the checker refuses',
      );
      throw new Error(
        `the checker refuses the plan: ${verdict.violations[0]?.message ?? verdict.wrongTerms.join(', ')}`,
      );
    }
    const { rows, ...figures } = outcomeOf(world, made, found);
    await this.inTransaction(() =>
      this.finish(plan, {
        status: 'ready',
        progress: 1,
        rows,
        outcome: { ...figures, cost: found.cost, terms: { ...found.terms }, steps },
      }),
    );
  }

  private async fail(plan: PlanRun, error: unknown): Promise<void> {
    const isKnown = error instanceof ProblemFaulty || error instanceof PlanTooLarge;
    if (!isKnown) logger.error({ err: error, planId: plan.id }, 'a plan failed');
    const message = error instanceof Error ? error.message : String(error);
    await this.inTransaction(() => this.finish(plan, { status: 'failed', error: message.slice(0, 2_000) }));
  }

  /** Says that the search goes on; answers whether it shall. */
  private async renew(plan: PlanRun, progress: number): Promise<boolean> {
    return this.inTransaction(async () => {
      await this.mine(plan);
      await this.change(plan, { progress, version: plan.version + 1 });
      return !plan.stopWanted;
    });
  }

  private async finish(plan: PlanRun, result: Partial<PlanRun>): Promise<void> {
    await this.mine(plan);
    await this.change(plan, { ...result, endedAt: this.clock.now(), leaseUntil: null, version: plan.version + 1 });
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

  private inTransaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return runInContext({ actor: systemActor, correlationId: uuidv7() }, () => this.transactions.run(work));
  }
}
