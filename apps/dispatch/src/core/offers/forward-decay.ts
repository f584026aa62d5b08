import { dayMs } from '../time/zones.js';

/** What is this old counts half. */
const halfLifeDays = 90;
const landmarkMs = Date.parse('2026-01-01T00:00:00Z');

/**
 * Weight of something that happens at an instant. Weights grow by 2 in 90 days instead of shrinking afterwards, so that a sum of them is only ever
 * added to and two writers need not know of each other; divided by the weight of now it is the decayed sum. Lasts for 250 years as a double.
 * Source: Cormode, Shkapenyuk, Srivastava, Xu, Forward Decay: A Practical Time Decay Model for Streaming Systems, ICDE 2009.
 */
export const weightAt = (instantMs: number): number => 2 ** ((instantMs - landmarkMs) / (halfLifeDays * dayMs));
