import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { PlanProgressed } from '#common/events/plan-progressed.js';
import { Problem } from '#common/http/problems.js';
import { Loop } from '#common/messaging/loop.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { logger } from '#common/runtime/logger.js';
import { ProblemFaulty } from '../core/planning/faults.js';
import { improveDay } from '../core/improvements/improve-day.js';
import { courseOf } from '../core/plans/day-course.js';
import { budgetFor, type Improvement, type Solve } from '../core/plans/improvement.js';
import { neighbourhoodOf } from '../core/plans/neighbourhood.js';
import { SolverPool } from '../planning/solver-pool.js';
import { PlanRun, type StoredOutcome } from '../plans/plan.entity.js';
import { planProgressed } from '../plans/plan-events.js';
import { PlanPublishing } from '../plans/plan-publishing.service.js';
import { PlanQueue, TakenOver } from '../plans/plan-queue.js';
import { PlanRoads } from '../plans/plan-roads.service.js';
import { PlanTooLarge, PlanWorldService } from '../plans/plan-world.service.js';
import { DispatchSettings } from '../settings.js';
import { siteOf } from './improvement-requests.service.js';

const idleMs = 1_000;
/** The neighbourhood is small, and the other processor has the service to run. */
const threads = 1;
/** A dispatcher waits for an improvement: who knows the roads has so long to say so. */
const roadSeconds = 2;

type Searched = Pick<StoredOutcome, 'steps' | 'travel'>;

/** Solves improvements of running days, with threads of its own: a day plan that takes minutes does not keep them waiting. */
@Injectable()
export class ImprovementRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop('improvements', () => this.turn());
  private readonly closing = new AbortController();
  private pool: SolverPool | undefined;

  constructor(
    private readonly queue: PlanQueue,
    private readonly worlds: PlanWorldService,
    private readonly roads: PlanRoads,
    private readonly publishing: PlanPublishing,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly settings: DispatchSettings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.dayImprovements !== 'off') this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.closing.abort();
    await this.loop.stop();
    await this.pool?.close();
  }

  private async turn(): Promise<number> {
    const plan = await this.queue.claim('improvement');
    if (!plan) return idleMs;
    try {
      this.queue.refuseTooManyAttempts(plan);
      const { found, search } = await this.search(plan);
      if (this.closing.signal.aborted) return 0; // its lease ends, another server begins anew
      await this.queue.inTransaction((manager) => this.settle(manager, plan, found, search));
    } catch (error) {
      // Somebody booked a technician at the very moment of publishing: when its lease ends, the plan is made anew.
      if (error instanceof TakenOver || error instanceof Problem) return 0;
      const isKnown = error instanceof ProblemFaulty || error instanceof PlanTooLarge;
      if (!isKnown) logger.error({ err: error, planId: plan.id }, 'an improvement failed');
      await this.queue.fail(plan, error);
    }
    return 0;
  }

  private async search(plan: PlanRun): Promise<{ found: Improvement; search: Searched }> {
    const read = await this.queue.inTransaction(() => this.worlds.ofRunningDay(plan));
    const upset = new Set(plan.causes.flatMap(({ technicianId }) => technicianId ?? []));
    const nearAsTheCrowFlies = neighbourhoodOf(read, courseOf(read), upset);
    const { signal } = this.closing;
    const limits = { seconds: roadSeconds, signal };
    const { roads, travel } = await this.roads.of(plan.id, nearAsTheCrowFlies, limits);
    const world = { ...read, ...roads };
    const course = courseOf(world);
    const near = neighbourhoodOf(world, course, upset);
    this.pool ??= new SolverPool(threads);
    const { pool } = this;
    let done = 0;
    const solve: Solve = async (problem, seconds) => {
      const { plan: made, verdict, steps } = await pool.solve(problem, { seconds, seed: plan.seed, signal });
      done += steps;
      if (verdict.violations.length > 0 || verdict.wrongTerms.length > 0)
        logger.error({ planId: plan.id, ...verdict }, 'an improvement that the checker refuses');
      return made;
    };
    const { found } = await improveDay(world, course, near, solve, budgetFor(near));
    return { found, search: { steps: done, travel } };
  }

  /** Writes what was found, in place of what was proposed before, and publishes it where the site lets that happen: all in one transaction. */
  private async settle(manager: EntityManager, plan: PlanRun, found: Improvement, search: Searched): Promise<void> {
    await this.queue.finish(plan, { progress: 1, ...resultOf(found, search) });
    await this.replaceOlder(manager, plan);
    const [siteId = ''] = plan.siteIds;
    const site = await siteOf(manager, siteId);
    const isAutomatic = (site?.improvements ?? this.settings.dayImprovements) === 'automatic';
    if (found.isWorthwhile && isAutomatic) await this.publishing.publishAll(manager, plan);
  }

  private async replaceOlder(manager: EntityManager, plan: PlanRun): Promise<void> {
    const older = await selectRows(
      manager,
      PlanRun,
      `scope = $1 AND kind = 'improvement' AND status = 'ready' AND id <> $2 AND first_day <= $4 AND last_day >= $3 FOR NO KEY UPDATE`,
      [plan.scope, plan.id, plan.firstDay, plan.lastDay],
    );
    for (const one of older) {
      const change = { status: 'superseded' as const, version: one.version + 1 };
      await updateRow(manager, PlanRun, { id: one.id }, change);
      await this.outbox.publish(PlanProgressed, planProgressed(Object.assign(one, change), this.clock.now()));
    }
  }
}

/** What stays as it is makes no row: the dispatcher looks at what changes, and at what nobody can take over. */
function resultOf(
  { outcome: { rows, ...figures }, plan: { cost, terms }, isWorthwhile }: Improvement,
  search: Searched,
) {
  const left = rows.filter(({ change }) => change !== 'kept');
  if (!isWorthwhile) {
    const lapsedBecause = left.length > 0 ? ('nobody' as const) : ('nothing-better' as const);
    return { status: 'lapsed' as const, lapsedBecause, rows: left };
  }
  return { status: 'ready' as const, rows: left, outcome: { ...figures, cost, terms: { ...terms }, ...search } };
}
