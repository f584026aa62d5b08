import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import type { GroupModel } from '../core/forecasting/group-model.js';
import { type Calendar, calendarOf } from '../core/plan/calendar.js';
import { type ValueClass, valueClasses } from '../core/policy/target-matrix.js';
import {
  daysOfHistory,
  forgetOldBases,
  forgetOldItems,
  prolongLease,
  runsToSetAside,
  valuedParts,
} from './planning-data.sql.js';
import { TargetMatrixService } from '../target-matrix/target-matrix.service.js';
import { dayBefore, readRun, type Run } from './planning-run.row.js';
import { PlanningRunsService } from './planning-runs.service.js';
import { type BaseYear, RunBases } from './run-bases.js';
import { type Calibrations, RunLearning } from './run-learning.js';

interface RunPart {
  id: string;
  category: string;
  valueClass: ValueClass;
}

/** Parts per batch: what one server has in memory at a time is these at all places. */
const partsPerBatch = 20;
/** Rates are counted over the last year of the history. */
const yearDays = 364;

/** The first step of a planning run: learns every category and cuts the parts into batches. */
@Injectable()
export class RunPreparation {
  constructor(
    private readonly transactions: Transactions,
    private readonly runs: PlanningRunsService,
    private readonly learning: RunLearning,
    private readonly bases: RunBases,
    private readonly matrix: TargetMatrixService,
    private readonly clock: Clock,
  ) {}

  /** Throws when the signal says that the process ends; ends early when the run was stopped or another server prepares it. */
  async prepare(runId: string, signal: AbortSignal): Promise<void> {
    const run = await this.transactions.run((manager) => readRun(manager, runId));
    const { asOf, seed, horizon } = run;
    const calendar = calendarOf(await this.days(asOf), run.wishedDays ?? undefined);
    const first = dayBefore(asOf, calendar.periods * calendar.periodDays);
    const parts = await this.parts(run, first);
    const categories = [...new Set(parts.map((part) => part.category))];
    const ratePriors = await this.bases.prepare(runId, categories, yearOf(calendar, asOf), seed);
    const groups: Record<string, GroupModel> = {};
    const calibrations: Record<string, Calibrations> = {};
    for (const category of categories) {
      signal.throwIfAborted();
      if (!(await this.isStillOurs(runId))) return;
      const learning = { category, calendar, first, asOf, seed, horizon };
      if (run.whatIf) groups[category] = await this.learning.groupBefore(learning);
      else {
        groups[category] = await this.learning.group(learning);
        calibrations[category] = await this.learning.calibrate(learning);
      }
    }
    const { version, targets } = await this.matrix.current();
    await this.save(runId, parts, calendar, version, { groups, calibrations, rate_priors: ratePriors, targets });
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
        `SELECT 1 FROM planning_run WHERE id = $1 AND status = 'running' AND NOT prepared FOR UPDATE`,
        [runId],
      );
      if (!open) return;
      for (let from = 0; from < parts.length; from += partsPerBatch) {
        const batch = parts.slice(from, from + partsPerBatch);
        await manager.query(
          `INSERT INTO planning_batch (run_id, number, part_ids, value_classes) VALUES ($1, $2, $3, $4)`,
          [runId, from / partsPerBatch, batch.map(({ id }) => id), batch.map(({ valueClass }) => valueClass)],
        );
      }
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

  /** The parts of the scope, each with its class of value among all parts. */
  private async parts({ scope, asOf }: Run, first: string): Promise<RunPart[]> {
    const rows = await this.transactions.run((manager) =>
      manager.query<{ id: string; category: string; value: number }[]>(valuedParts, [first, asOf]),
    );
    const classes = valueClasses(rows.map(({ value }) => value));
    const categories = scope.categories && new Set(scope.categories);
    const partIds = scope.partIds && new Set(scope.partIds);
    return rows
      .map(({ id, category }, index) => ({ id, category, valueClass: classes[index] ?? 'C' }))
      .filter(({ id, category }) => (!categories || categories.has(category)) && (!partIds || partIds.has(id)));
  }
}

/** The whole periods of the last year of the history. */
function yearOf(calendar: Calendar, asOf: string): BaseYear {
  const days = yearPeriods(calendar) * calendar.periodDays;
  return { first: dayBefore(asOf, days), half: dayBefore(asOf, Math.ceil(days / 2)), asOf };
}

export const yearPeriods = ({ periods, periodDays }: Pick<Calendar, 'periods' | 'periodDays'>): number =>
  Math.min(periods, Math.floor(yearDays / periodDays));
