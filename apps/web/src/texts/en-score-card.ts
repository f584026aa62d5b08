import type { ScoreFact } from '../network/score-facts.js';

/** The site's own score card. */
export const scoreCard = {
  columns: {
    indicator: 'Indicator',
    score: 'Score',
    ownMean: 'own mean',
    networkMean: 'network',
    weight: 'weight',
    orders: 'Orders',
    order: 'Order',
    value: 'Value',
    finished: 'Finished',
    why: 'Made of',
  },
  ordersOf: (indicator: string) => `Orders behind: ${indicator}`,
  yes: 'yes',
  no: 'no',
  of: (part: string, whole: string) => `${part} of ${whole}`,
  fact: {
    satisfied: 'customer satisfied',
    complaint: 'complaint',
    timesConfirmed: 'times confirmed',
    workConfirmed: 'work confirmed',
    faultFreePart: 'part without a fault replaced',
    accepted: 'accepted',
    planned: 'planned for',
    arrived: 'arrived',
    finished: 'finished',
    returned: 'came back with the same fault',
    promised: 'promised',
    took: 'from acceptance to the end',
    waitedForParts: 'of which waiting for parts',
    rating: 'rating',
    steps: 'mandatory steps',
    fault: 'fault',
  } satisfies Record<ScoreFact['name'], string>,
};
