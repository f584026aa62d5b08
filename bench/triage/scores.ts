import { median } from '../shared/conditions.js';
import type { Answer } from './cross-validation.js';
import type { Labelled } from './quests.js';

export interface Scores {
  top1: number;
  top3: number;
  /** Share of the most frequent label: what is right without reading. */
  majority: number;
  /** Mean -ln of the probability of the true fault, at most -ln 1e-6. */
  logLoss: number;
  /** How far the probability of the first fault is from how often it is right, in ten classes (expected calibration error). */
  calibrationError: number;
  /** Faults named with a probability of at least `fetchedFrom`: what was said on average, and how often it was true. */
  held: { said: number; wasTrue: number };
  /** Median. */
  microsecondsEach: number;
}

/** From here on a fault's part may be fetched (FETCH_FROM_PROBABILITY). */
export const fetchedFrom = 0.3;
const classes = 10;
const leastProbability = 1e-6;

export function scoresOf(rows: readonly Labelled[], answers: readonly Answer[]): Scores {
  return {
    top1: mean(answers.map(({ better }) => (better < 1 ? 1 : 0))),
    top3: mean(answers.map(({ better }) => (better < 3 ? 1 : 0))),
    majority: majorityShare(rows),
    logLoss: mean(answers.map(({ probability }) => -Math.log(Math.max(probability, leastProbability)))),
    calibrationError: calibrationError(answers),
    held: heldOf(answers),
    microsecondsEach: median(answers.map(({ microseconds }) => microseconds)),
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function majorityShare(rows: readonly Labelled[]): number {
  const counts = new Map<string, number>();
  for (const { fault } of rows) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return Math.max(...counts.values()) / rows.length;
}

/** Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks (ICML 2017), section 2. */
function calibrationError(answers: readonly Answer[]): number {
  const gaps = Array.from({ length: classes }, () => 0);
  for (const { said } of answers) {
    const first = said.reduce((best, each) => (each.probability > best.probability ? each : best));
    const index = Math.min(classes - 1, Math.floor(first.probability * classes));
    gaps[index] = (gaps[index] ?? 0) + first.probability - (first.isTrue ? 1 : 0);
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / answers.length;
}

function heldOf(answers: readonly Answer[]): Scores['held'] {
  const held = answers.flatMap(({ said }) => said.filter(({ probability }) => probability >= fetchedFrom));
  return {
    said: mean(held.map(({ probability }) => probability)),
    wasTrue: mean(held.map(({ isTrue }) => (isTrue ? 1 : 0))),
  };
}
