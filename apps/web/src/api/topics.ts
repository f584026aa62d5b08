/** The first word of every query key: what must be read again when something of that kind changes. */
export const topics = [
  'me',
  'clock',
  'orders',
  'offers',
  'offer-rules',
  'visits',
  'board-visits',
  'plans',
  'reservations',
  'requests',
  'calls',
  'seats',
  'sites',
  'technicians',
  'categories',
  'products',
  'parts',
  'locations',
  'levels',
  'policies',
  'proposals',
  'planning-runs',
  'planning-exceptions',
  'forecasts',
  'overrides',
  'target-matrix',
  'replenishment',
  'movements',
  'customers',
  'keys',
  'users',
  'dead-letters',
  'score-cards',
  'start',
  'views',
] as const;
export type Topic = (typeof topics)[number];

const affected: readonly [beginning: string, topics: readonly Topic[]][] = [
  ['dispatch.offer.', ['offers', 'orders']],
  ['dispatch.repair-order.', ['orders', 'offers']],
  ['dispatch.plan.', ['plans']],
  ['dispatch.visit.', ['visits', 'orders']],
  ['dispatch.site.', ['sites', 'board-visits']],
  ['dispatch.technician.', ['technicians', 'board-visits']],
  ['inventory.reservation.', ['reservations', 'orders']],
  ['inventory.stock-level.', ['levels', 'movements']],
  ['inventory.replenishment-order.', ['proposals', 'levels', 'replenishment']],
  [
    'inventory.planning-run.',
    ['planning-runs', 'planning-exceptions', 'forecasts', 'policies', 'overrides', 'proposals'],
  ],
  ['inventory.part.', ['parts']],
  ['desk.product.', ['products']],
  ['desk.', ['requests', 'orders']],
  ['quality.score-card.', ['score-cards']],
];

/** What an event of this type may have changed on a page. */
export const topicsOf = (eventType: string): readonly Topic[] =>
  affected.find(([beginning]) => eventType.startsWith(beginning))?.[1] ?? [];
