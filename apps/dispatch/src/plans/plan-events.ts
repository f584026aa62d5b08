import type { PlanProgressed } from '#common/events/plan-progressed.js';
import type { PlanRun } from './plan.entity.js';

export function planProgressed({ id, siteIds, kind, status, progress, version }: PlanRun, now: Date): PlanProgressed {
  const [siteId] = siteIds;
  return {
    planId: id,
    siteIds,
    ...(siteId && siteIds.length === 1 && { siteId }),
    kind,
    status,
    progress,
    at: now.toISOString(),
    version,
  };
}
