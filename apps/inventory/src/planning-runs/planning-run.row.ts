import type { EntityManager } from 'typeorm';
import type { RatePrior } from '../core/forecasting/distributions/installed-base.js';
import type { GroupModel } from '../core/forecasting/group-model.js';
import type { PeriodDays } from '../core/plan/calendar.js';
import type { Calibrations } from '../core/plan/rehearse.js';
import type { TargetMatrix } from '../core/policy/target-matrix.js';
import type { WhatIf } from './lab.dto.js';
import type { PlanningScope } from './planning-run.dto.js';

/** What the steps of a run know of it. */
export interface Run {
  scope: PlanningScope;
  horizon: number;
  wishedDays: PeriodDays | null;
  periodDays: PeriodDays;
  periods: number;
  asOf: string;
  seed: number;
  /** By category, once it is prepared. */
  groups: Record<string, GroupModel> | null;
  calibrations: Record<string, Calibrations> | null;
  ratePriors: Record<string, RatePrior> | null;
  targets: TargetMatrix | null;
  /** A run that back-tests instead of planning. */
  whatIf: WhatIf | null;
}

export async function readRun(manager: EntityManager, runId: string): Promise<Run> {
  const [run] = await manager.query<[Run]>(
    `SELECT scope, horizon_periods AS horizon, period_days AS "wishedDays", coalesce(period_days, 7) AS "periodDays",
       coalesce(periods, 0) AS periods, as_of::text AS "asOf", seed, groups, calibrations, rate_priors AS "ratePriors", targets, what_if AS "whatIf"
     FROM planning_run WHERE id = $1`,
    [runId],
  );
  return run;
}

const dayMilliseconds = 86_400_000;

export const dayBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * dayMilliseconds).toISOString().slice(0, 10);
