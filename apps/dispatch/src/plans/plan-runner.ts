import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Loop } from '#common/messaging/loop.js';
import { logger } from '#common/runtime/logger.js';
import { ProblemFaulty } from '../core/planning/faults.js';
import { outcomeOf } from '../core/plans/plan-outcome.js';
import { problemOf } from '../core/plans/plan-problem.js';
import { SolverPool } from '../planning/solver-pool.js';
import type { PlanRun } from './plan.entity.js';
import { PlanQueue, TakenOver } from './plan-queue.js';
import { PlanSignal } from './plan-signal.js';
import { PlanTooLarge, PlanWorldService } from './plan-world.service.js';

const idleMs = 1_000;
const threads = 2;

/** Solves the plans that are asked for, one at a time in each server; a plan whose server died is solved by another. */
@Injectable()
export class PlanRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop('day plans', () => this.turn());
  private pool: SolverPool | undefined;
  private readonly closing = new AbortController();

  constructor(
    private readonly queue: PlanQueue,
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
    const plan = await this.queue.claim('day');
    if (!plan) return idleMs;
    try {
      await this.solve(plan);
    } catch (error) {
      if (error instanceof TakenOver) return 0;
      const isKnown = error instanceof ProblemFaulty || error instanceof PlanTooLarge;
      if (!isKnown) logger.error({ err: error, planId: plan.id }, 'a plan failed');
      await this.queue.fail(plan, error);
    }
    return 0;
  }

  private async solve(plan: PlanRun): Promise<void> {
    this.queue.refuseTooManyAttempts(plan);
    const world = await this.queue.inTransaction(() => this.worlds.of(plan));
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
        const goesOn = await this.queue.renew(plan, share).catch((error: unknown) => (takenOver = error));
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
    await this.queue.finish(plan, {
      status: 'ready',
      progress: 1,
      rows,
      outcome: { ...figures, cost: found.cost, terms: { ...found.terms }, steps },
    });
  }
}
