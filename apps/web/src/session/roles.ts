import type { Schemas } from '../api/client.js';
import { chartReaders, reportReaders } from './quality-readers.js';

export type Role = Schemas['MeView']['roles'][number];

/** Every page of the app: who may open it, in the order of the menu. */
export const pages = {
  overview: { path: '/app/overview', roles: ['supervisor', 'quality_engineer', 'finance'] },
  offers: { path: '/app/offers', roles: ['site_manager'] },
  orders: {
    path: '/app/orders',
    roles: [
      'dispatcher',
      'supervisor',
      'site_manager',
      'technician',
      'agent',
      'planner',
      'quality_engineer',
      'finance',
    ],
  },
  timeline: { path: '/app/timeline', roles: ['dispatcher', 'supervisor', 'site_manager'] },
  map: { path: '/app/map', roles: ['dispatcher', 'supervisor', 'site_manager'] },
  plans: { path: '/app/plans', roles: ['dispatcher', 'supervisor', 'site_manager'] },
  myDay: { path: '/app/my-day', roles: ['technician'] },
  visits: { path: '/app/visits', roles: ['site_manager', 'technician'] },
  risks: { path: '/app/risks', roles: ['dispatcher', 'supervisor', 'site_manager'] },
  exceptions: { path: '/app/exceptions', roles: ['dispatcher', 'supervisor'] },
  offerRules: { path: '/app/offer-rules', roles: ['supervisor'] },
  subStatuses: { path: '/app/sub-statuses', roles: ['site_manager'] },
  scoreCard: { path: '/app/score-card', roles: ['site_manager'] },
  calls: { path: '/app/calls', roles: ['agent', 'supervisor'] },
  requests: { path: '/app/requests', roles: ['agent', 'supervisor'] },
  partsExceptions: { path: '/app/parts-exceptions', roles: ['planner'] },
  doubtedUses: { path: '/app/doubted-uses', roles: ['planner'] },
  proposals: { path: '/app/proposals', roles: ['planner'] },
  parts: { path: '/app/parts', roles: ['planner'] },
  demandAdjustments: { path: '/app/demand-adjustments', roles: ['planner'] },
  planningRuns: { path: '/app/planning-runs', roles: ['planner'] },
  policyLab: { path: '/app/policy-lab', roles: ['planner'] },
  stock: { path: '/app/stock', roles: ['planner', 'site_manager'] },
  partsTables: { path: '/app/parts-tables', roles: ['planner'] },
  pareto: { path: '/app/quality/pareto', roles: reportReaders },
  uChart: { path: '/app/quality/u-chart', roles: chartReaders },
  rates: { path: '/app/quality/rates', roles: reportReaders },
  repairTime: { path: '/app/quality/repair-time', roles: reportReaders },
  failureRecords: { path: '/app/quality/records', roles: reportReaders },
  users: { path: '/app/users', roles: [] },
  keys: { path: '/app/keys', roles: ['site_manager'] },
  deadLetters: { path: '/app/dead-letters', roles: [] },
} as const satisfies Record<string, { path: string; roles: readonly Role[] }>;

export type PageName = keyof typeof pages;
export const pageNames = Object.keys(pages) as PageName[];

/** Site pages show one site's own things: an administrator, who has none, does not see them. */
const ofOneSite = new Set<PageName>(['offers', 'visits', 'myDay', 'subStatuses', 'scoreCard']);

export function mayOpen(page: PageName, roles: readonly Role[]): boolean {
  const allowed: readonly Role[] = pages[page].roles;
  if (roles.includes('admin') && !ofOneSite.has(page)) return true;
  return allowed.some((role) => roles.includes(role));
}

const homes: readonly [Role, PageName][] = [
  ['dispatcher', 'orders'],
  ['site_manager', 'offers'],
  ['planner', 'partsExceptions'],
  ['agent', 'requests'],
  ['technician', 'myDay'],
  ['supervisor', 'overview'],
  ['quality_engineer', 'overview'],
  ['finance', 'overview'],
  ['admin', 'users'],
];

/** Where somebody with these roles begins. */
export const homeOf = (roles: readonly Role[]): string =>
  pages[homes.find(([role]) => roles.includes(role))?.[1] ?? 'orders'].path;
