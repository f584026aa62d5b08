import { featuresOf, likeness } from './triage/features.js';

/** What is compared: a new report and an open request. */
export interface Reported {
  problem: string;
  symptomCode?: string | null;
}

/** Texts that share this part of their features tell the same. */
const alike = 0.4;

/**
 * The open request of the same asset that reports the same fault: the same symptom code or, where one of them has none, nearly the same words.
 * Two different symptom codes are two faults, whatever the words.
 */
export function findDuplicate<T extends Reported>(report: Reported, open: readonly T[]): T | undefined {
  const features = featuresOf(report.problem);
  return open.find((one) => sameSymptom(report, one) ?? likeness(features, featuresOf(one.problem)) >= alike);
}

/**
 * The open requests of what may be the same asset that do not report another fault, in their order. Two who tell of one fault choose different words:
 * these decide nothing here, and whoever takes two requests for one looks at both.
 */
export function findPossibleDuplicates<T extends Reported>(report: Reported, open: readonly T[]): T[] {
  return open.filter((one) => sameSymptom(report, one) !== false);
}

/** Undefined where one of them has no symptom code. */
function sameSymptom(one: Reported, other: Reported): boolean | undefined {
  if (!one.symptomCode || !other.symptomCode) return undefined;
  return one.symptomCode === other.symptomCode;
}
