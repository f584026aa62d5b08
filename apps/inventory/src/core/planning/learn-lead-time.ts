import type { LeadTime } from './reorder-policy.js';

/** What was agreed counts as much as this many deliveries. */
const agreedWeight = 4;

/** Mean and deviation of a lane after one more delivery took `days` (Welford 1962, starting from what was agreed). */
export function learnLeadTime(lane: LeadTime & { samples: number }, days: number): LeadTime & { samples: number } {
  const weight = agreedWeight + lane.samples;
  const meanDays = lane.meanDays + (days - lane.meanDays) / (weight + 1);
  const variance = (weight * lane.deviationDays ** 2 + (days - lane.meanDays) * (days - meanDays)) / (weight + 1);
  return { meanDays, deviationDays: Math.sqrt(Math.max(0, variance)), samples: lane.samples + 1 };
}
