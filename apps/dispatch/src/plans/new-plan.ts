import { uuidv7 } from '#common/database/uuid.js';
import { PlanRun } from './plan.entity.js';

type Asked = Pick<
  PlanRun,
  'kind' | 'scope' | 'siteIds' | 'firstDay' | 'lastDay' | 'seconds' | 'seed' | 'requestedBy' | 'requestedAt'
>;

/** A plan that waits for somebody to solve it. */
export const newPlan = (asked: Asked & Partial<PlanRun>): PlanRun =>
  Object.assign(new PlanRun(), {
    id: uuidv7(),
    status: 'waiting' as const,
    causes: [],
    notBefore: null,
    lapsedBecause: null,
    startedAt: null,
    endedAt: null,
    publishedAt: null,
    attempts: 0,
    leaseUntil: null,
    stopWanted: false,
    progress: 0,
    error: null,
    outcome: null,
    rows: [],
    version: 1,
    ...asked,
  });
