import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import type { GroupModel } from '../core/forecasting/group-model.js';
import { type Calendar, calendarOf, yearPeriods } from '../core/plan/calendar.js';
import type { Calibrations } from '../core/plan/rehearse.js';
import { type ValueClass, valueClasses } from '../core/policy/target-matrix.js';
import {
  categoriesOf,
  daysOfHistory,
  forgetOldBases,
  forgetOldItems,
  prolongLease,
  runsToSetAside,
  saveBatches,
} from './planning-data.sql.js';
import { TargetMatrixService } from '../target-matrix/target-matrix.service.js';
import { dayBefore, readRun, type Run } from './planning-run.row.js';
import { PlanningRunsService } from './planning-runs.service.js';
import { PlanningThreads } from './planning-threads.js';
import { type BaseYear, RunBases } from './run-bases.js';
import { RunDemand, type SeenDemand, type ValuedPart } from './run-demand.js';
import { type Learning, RunLearning } from './run-learning.js';

interface RunPart {
  id: string;
  category: string;
  valueClass: ValueClass;
}

/** Parts per batch: what one thread has in memory at a time is these at all places. */
const mostPartsPerBatch = 20;
/** Item-locations of a batch: each costs a few milliseconds of its own, so more in a large run; there is one for each thread until the end, and it stays two megabytes. */
const itemsPerBatch = { least: 400, most: 800 };
const batchesPerThread = 12;

interface Learnt {
  groups: Record<string, GroupModel>;
  calibrations: Record<string, Calibrations>;
}

/** The first step of a planning run: learns every category and cuts the parts into batches. */
@Injectable()
export class RunPreparation {
  constructor(
    private readonly transactions: Transactions,
    private readonly runs: PlanningRunsService,
    private readonly demand: RunDemand,
    private readonly learning: RunLearning,
    private readonly threads: PlanningThreads,
    private readonly bases: RunBases,
    private readonly matrix: TargetMatrixService,
    private readonly clock: Clock,
  ) {}

  /** Throws when the signal says that the process ends; ends early when the run was stopped or another server prepares it. */
  async prepare(runId: string, signal: AbortSignal): Promise<void> {
    const run = await this.transactions.run((manager) => readRun(manager, runId));
    const { asOf, seed, horizon } = run;
    const days = await this.days(asOf);
    const calendar = calendarOf(days, run.wishedDays ?? undefined);
    const first = dayBefore(asOf, calendar.periods * calendar.periodDays);
    const categories = await this.categories(run);
    const year = yearOf(calendar, asOf);
    const known = { calendar, first, asOf, days, seed, horizon };
    const learning = run.whatIf ? this.learning.asAtFirstDecision(known) : known;
    // The past of categories is read meanwhile, and threads learn from it.
    const looking = this.demand.look(runId, categories, first, year, learning);
    const [seen, ratePriors, learnt] = await Promise.all([
      looking,
      looking.then(() => this.bases.prepare(runId, categories, year, seed)),
      this.learn(runId, run, categories, learning, looking, signal),
    ]);
    if (!learnt) return;
    const { version, targets } = await this.matrix.current();
    const parts = partsOf(run, seen.valued);
    await this.save(runId, parts, calendar, version, { ...learnt, rate_priors: ratePriors, targets });
  }

  /** Category by category, as many at a time as there are threads. Undefined: the run was stopped, or another server prepares it. */
  private async learn(
    runId: string,
    { whatIf }: Run,
    categories: readonly string[],
    learning: Learning,
    looking: Promise<SeenDemand>,
    signal: AbortSignal,
  ): Promise<Learnt | undefined> {
    const drawnOf = async (category: string) => (await looking).drawn.get(category);
    const learnt: Learnt = { groups: {}, calibrations: {} };
    const left = [...categories];
    let isOurs = true;
    const lane = async () => {
      for (let category = left.shift(); category !== undefined && isOurs; category = left.shift()) {
        if (!(await this.isStillOurs(runId))) isOurs = false;
        if (!isOurs) return;
        const { group, calibrations } = await this.learning.learn(
          ...([category, () => drawnOf(category), learning, !whatIf, signal] as const),
        );
        learnt.groups[category] = group;
        if (calibrations) learnt.calibrations[category] = calibrations;
      }
    };
    await Promise.all(Array.from({ length: this.threads.count + 1 }, lane)); // one reads while the others learn
    return isOurs ? learnt : undefined;
  }

  private async save(
    runId: string,
    parts: readonly RunPart[],
    calendar: Calendar,
    matrixVersion: number,
    learnt: Readonly<Record<string, object>>,
  ): Promise<void> {
    await this.transactions.run(async (manager) => {
      const [open] = await manager.query<unknown[]>(
        `SELECT 1 FROM planning_run WHERE id = $1 AND status = 'running' AND NOT prepared FOR NO KEY UPDATE`,
        [runId],
      );
      if (!open) return;
      await manager.query(saveBatches, [
        runId,
        JSON.stringify(batchesOf(parts, await this.partsPerBatch(parts.length))),
      ]);
      await this.forget();
      await this.runs.change(runId, {
        prepared: true,
        leased_until: null,
        period_days: calendar.periodDays,
        periods: calendar.periods,
        cycle: calendar.cycle,
        target_matrix_version: matrixVersion,
        ...Object.fromEntries(Object.entries(learnt).map(([column, value]) => [column, JSON.stringify(value)])),
        parts_total: parts.length,
        ...(parts.length === 0 && { status: 'done', ended_at: this.clock.now() }),
      });
    });
  }

  private async partsPerBatch(parts: number): Promise<number> {
    const [row] = await this.transactions.manager.query<[{ places: number }]>(
      `SELECT count(*)::integer AS places FROM stock_location WHERE active AND kind IN ('central', 'regional', 'site', 'van')`,
    );
    const even = (parts * row.places) / (batchesPerThread * this.threads.count);
    const items = Math.min(itemsPerBatch.most, Math.max(itemsPerBatch.least, even));
    return Math.min(mostPartsPerBatch, Math.max(1, Math.floor(items / Math.max(1, row.places))));
  }

  /** A minute is enough for a category, not for all of them. */
  private async isStillOurs(runId: string): Promise<boolean> {
    const answer = await this.transactions.run((manager) => manager.query<[object[], number]>(prolongLease, [runId]));
    return answer[0].length > 0;
  }

  /** Only the newest runs can be compared and published. */
  private async forget(): Promise<void> {
    const { manager } = this.transactions;
    const old = await manager.query<{ id: string }[]>(runsToSetAside);
    for (const { id } of old)
      await this.runs.change(id, { status: 'stopped', failure: 'newer runs came, none published it' });
    await manager.query(forgetOldItems);
    for (const statement of forgetOldBases) await manager.query(statement);
  }

  private async days(asOf: string): Promise<number> {
    const [row] = await this.transactions.run((manager) =>
      manager.query<[{ days: number | null }]>(daysOfHistory, [asOf]),
    );
    return row.days ?? 0;
  }

  private async categories({ scope }: Run): Promise<string[]> {
    const values = [scope.categories ?? null, scope.partIds ?? null];
    const rows = await this.transactions.run((manager) => manager.query<{ category: string }[]>(categoriesOf, values));
    return rows.map(({ category }) => category);
  }
}

/** The parts of the scope, each with its class of value among all parts. */
function partsOf({ scope }: Run, valued: readonly ValuedPart[]): RunPart[] {
  const classes = valueClasses(valued.map(({ value }) => value));
  const categories = scope.categories && new Set(scope.categories);
  const partIds = scope.partIds && new Set(scope.partIds);
  return valued
    .map(({ id, category }, index) => ({ id, category, valueClass: classes[index] ?? 'C' }))
    .filter(({ id, category }) => (!categories || categories.has(category)) && (!partIds || partIds.has(id)));
}

function batchesOf(parts: readonly RunPart[], size: number) {
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, number) => {
    const batch = parts.slice(number * size, (number + 1) * size);
    const valueClasses = batch.map(({ valueClass }) => valueClass);
    return { number, partIds: batch.map(({ id }) => id), valueClasses };
  });
}

/** The whole periods of the last year of the history. */
function yearOf(calendar: Calendar, asOf: string): BaseYear {
  const days = yearPeriods(calendar) * calendar.periodDays;
  return { first: dayBefore(asOf, days), half: dayBefore(asOf, Math.ceil(days / 2)), asOf };
}
