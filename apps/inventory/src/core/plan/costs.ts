import type { Criticality } from '#common/events/lists.js';

/** Capital, space and risk of a piece that lies for a year, as a share of its cost. */
export const holdingPerYear = 0.25;
/** How much dearer a shortage is. */
export const shortageWeight = { vital: 2, essential: 1, desirable: 0.5 } as const satisfies Record<Criticality, number>;
export const daysOfYear = 365;
