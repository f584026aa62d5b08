import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Loop } from '#common/messaging/loop.js';
import { logger } from '#common/runtime/logger.js';
import type { Verdict } from '../core/planning/checker/checker.js';
import { ProblemFaulty } from '../core/planning/faults.js';
import { withinCapacity } from '../core/plans/daily-capacity.js';
import { outcomeOf } from '../core/plans/plan-outcome.js';
import { problemOf } from '../core/plans/plan-problem.js';
import { SolverPool } from '../planning/solver-pool.js';
import type { PlanRun } from './plan.entity.js';
import { PlanQueue, TakenOver } from './plan-queue.js';
import { PlanRoads } from './plan-roads.service.js';
import { PlanSignal } from './plan-signal.js';
import { PlanTooLarge, PlanWorldService } from './plan-world.service.js';

const idleMs = 1_000;
const threads = 2;
const renewMs = 1_000;

/** Solves the plans that are asked for, one at a time in each server; a plan whose server died is solved by another. */
@Injectable()
export class PlanRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop('day plans', () => this.turn());
  private pool: SolverPool | undefined;
  private readonly closing = new AbortController();

  constructor(
    private readonly queue: PlanQueue,
    private readonly worlds: PlanWorldService,
    private readonly roads: PlanRoads,
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
    const read = await this.queue.inTransaction(() => this.worlds.of(plan));
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.closing.signal]);
    let takenOver: unknown;
    const goOn = async (share: number) => {
      const goesOn = await this.queue.renew(plan, share).catch((error: unknown) => (takenOver = error));
      if (goesOn !== true) stop.abort();
    };
    const { roads, travel } = await whileRenewing(goOn, this.roads.of(plan.id, read, { signal }));
    if (takenOver) throw takenOver;
    const world = { ...read, ...roads };
    const made = problemOf(world);
    this.pool ??= new SolverPool(threads);
    const { pool } = this;
    let steps = 0;
    const found = await withinCapacity(world, made, async (problem, round) => {
      const solved = await pool.solve(problem, {
        seconds: plan.seconds * 0.5 ** round, // whatever comes of it, less than twice what was asked
        seed: plan.seed,
        signal,
        onProgress: ({ share }) => goOn(round === 0 ? share : 1),
      });
      if (takenOver) throw takenOver;
      if (this.closing.signal.aborted) throw new TakenOver('the server stops'); // its lease ends, another one begins anew
      refuseUnchecked(plan, solved.verdict);
      steps += solved.steps;
      return solved.plan;
    });
    const { rows, ...figures } = outcomeOf(world, made, found);
    await this.queue.finish(plan, {
      status: 'ready',
      progress: 1,
      rows,
      outcome: { ...figures, cost: found.cost, terms: { ...found.terms }, steps, travel },
    });
  }
}

function refuseUnchecked({ id: planId }: PlanRun, { violations, wrongTerms }: Verdict): void {
  if (violations.length === 0 && wrongTerms.length === 0) return;
  logger.error({ planId, violations, wrongTerms }, 'a plan that the checker refuses');
  throw new Error(`the checker refuses the plan: ${violations[0]?.message ?? wrongTerms.join(', ')}`);
}

/** A road server may take longer than the lease: whoever waits for it says so each second, as whoever searches does. */
async function whileRenewing<T>(renew: (share: number) => Promise<void>, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const renewing = (async () => {
    while (!done.signal.aborted) {
      await pause(renewMs, undefined, { signal: done.signal }).catch(() => undefined);
      if (!done.signal.aborted) await renew(0);
    }
  })();
  try {
    return await work;
  } finally {
    done.abort();
    await renewing;
  }
}
