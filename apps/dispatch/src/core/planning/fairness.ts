import type { FairnessCredit } from './model/technician.js';

/** What one of a crew has worked in a period of which some days are over. */
export interface WorkedSoFar {
  workHours: number;
  /** Of the whole crew, each. */
  meanHours: number;
  days: number;
  daysInAll: number;
  /** What each is expected to work a day, as long as nothing else is known. */
  usualHours: number;
}

/** What is counted of the hours that somebody will be beyond his share at the end, if it goes on as it began; with the standard weight of fairness. */
const foreseenShare = 1.6;
/** So many more days are counted before the first, on which everybody did his share: who works a long first day has not yet too much. */
const settlingDays = 8;
/** Long days are divided among those who stand alike: that costs next to nothing. */
const risePerHour = 6;

/**
 * The standing of somebody at the beginning of a day, for the term of fairness. Prices that follow what was worked so far rise from nothing to what they need
 * be only at the end of the period; those that look ahead are about the same on all days, which costs less for the same balance (bench `fairness`).
 */
export function fairnessCredit({ workHours, meanHours, days, daysInAll, usualHours }: WorkedSoFar): FairnessCredit {
  const foreseenBeyond = ((workHours - meanHours) * daysInAll) / (days + settlingDays);
  const share = days > 0 ? meanHours / days : usualHours;
  return { workHours: foreseenShare * foreseenBeyond - risePerHour * share, travelHours: 0, risePerHour };
}
