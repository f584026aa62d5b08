import type { PlannedAt } from '../core/plans/plan-outcome.js';
import type { PlanTravel } from '../core/plans/roads.js';
import type { PlannedAtView, PlanRowView, PlanTravelView, PlanView } from './plan.dto.js';
import type { PlanRun, StoredRow } from './plan.entity.js';

export function planView(plan: PlanRun): PlanView {
  const { outcome, error, startedAt, endedAt, publishedAt, lapsedBecause } = plan;
  return {
    id: plan.id,
    kind: plan.kind,
    status: plan.status,
    siteIds: plan.siteIds,
    from: plan.firstDay,
    to: plan.lastDay,
    seconds: plan.seconds,
    seed: plan.seed,
    requestedBy: plan.requestedBy,
    requestedAt: plan.requestedAt.toISOString(),
    ...(startedAt && { startedAt: startedAt.toISOString() }),
    ...(endedAt && { endedAt: endedAt.toISOString() }),
    ...(publishedAt && { publishedAt: publishedAt.toISOString() }),
    causes: plan.causes,
    ...(lapsedBecause && { lapsedBecause }),
    progress: plan.progress,
    ...(error && { error }),
    ...(outcome && {
      before: outcome.before,
      after: outcome.after,
      changedTechnicians: outcome.changedTechnicians,
      changedTimes: outcome.changedTimes,
      cost: outcome.cost,
      ...(outcome.travel && { travel: travelView(outcome.travel) }),
    }),
    version: plan.version,
  };
}

const travelView = ({ source, estimatedShare }: PlanTravel): PlanTravelView => ({
  source,
  estimatedShare: Math.ceil(estimatedShare * 1000) / 1000,
});

export const planRowView = (row: StoredRow): PlanRowView => ({
  repairOrderId: row.repairOrderId,
  orderNumber: row.orderNumber,
  change: row.change,
  ...(row.visit && { visitId: row.visit.id }),
  ...(row.before && { before: atView(row.before) }),
  ...(row.after && { after: atView(row.after) }),
  isPinned: row.isPinned ?? false,
  ...(row.rule && { rule: row.rule }),
  isPublished: row.isPublished ?? false,
});

const atView = ({
  siteId,
  technicianId,
  startMs,
  finishMs,
  fetchesParts,
}: PlannedAt & { fetchesParts?: boolean }): PlannedAtView => ({
  siteId,
  technicianId,
  start: new Date(startMs).toISOString(),
  finish: new Date(finishMs).toISOString(),
  ...(fetchesParts && { fetchesParts }),
});
