import { type ServiceName, serviceNames } from '../settings.js';

/** Which service answers which part of `/api/v1`. */
export const forwardedTo = {
  desk: [
    'customers',
    'assets',
    'products',
    'requests',
    'hand-overs',
    'call-backs',
    'calls',
    'seats',
    'calendars',
    'triage-suggestions',
    'customer-link',
    'asset-codes',
    'notices',
    'services/desk',
  ],
  dispatch: [
    'sites',
    'technicians',
    'site-audits',
    'trainings',
    'coverage-gaps',
    'repair-orders',
    'offers',
    'offer-rules',
    'visits',
    'dispatch-exceptions',
    'plans',
    'window-holds',
    'services/dispatch',
  ],
  inventory: [
    'parts',
    'stock-locations',
    'stock-levels',
    'stock-movements',
    'reservations',
    'transfers',
    'demand',
    'demand-adjustments',
    'doubted-uses',
    'lanes',
    'stock-policies',
    'target-matrix',
    'proposals',
    'van-kits',
    'replenishment-orders',
    'planning-runs',
    'planning-overrides',
    'override-report',
    'planning-exceptions',
    'forecasts',
    'imports',
    'exports',
    'services/inventory',
  ],
  quality: [
    'failure-records',
    'code-mappings',
    'reports',
    'score-cards',
    'charts',
    'quality-alerts',
    'services/quality',
  ],
} as const satisfies Record<ServiceName, readonly string[]>;

/** Parts that customers reach without signing in, by their link or the code of an asset: the service that owns them checks these itself. */
const openParts: readonly string[] = ['customer-link', 'asset-codes'];

export interface ForwardedPath {
  service: ServiceName;
  isOpen: boolean;
  /** Without a slash at the end. */
  path: string;
}

export const forwardedPaths: readonly ForwardedPath[] = serviceNames.flatMap((service) =>
  forwardedTo[service].map((part) => ({ service, isOpen: openParts.includes(part), path: `/api/v1/${part}` })),
);

/** Whether this address, with or without what follows, is open to customers. */
export const isOpenToCustomers = (url: string): boolean =>
  openParts.some((part) => `${url}/`.startsWith(`/api/v1/${part}/`));
