import type { SiteStatus } from '#common/events/lists.js';

/** Which status of a repair site may follow which: applied, audited, taken on (on probation or fully), suspended, cancelled. */
export const siteTransitions = {
  applied: ['audited', 'cancelled'],
  audited: ['probation', 'active', 'cancelled'],
  probation: ['active', 'suspended', 'cancelled'],
  active: ['probation', 'suspended', 'cancelled'],
  suspended: ['probation', 'active', 'cancelled'],
  cancelled: [],
} as const satisfies Record<SiteStatus, readonly SiteStatus[]>;

export function siteMayMove(from: SiteStatus, to: SiteStatus): boolean {
  const next: readonly SiteStatus[] = siteTransitions[from];
  return next.includes(to);
}

/** Whether a site with this status gets orders. */
export const takesOrders = (status: SiteStatus): boolean => status === 'active' || status === 'probation';
