import { featuresOf, likeness } from './triage/features.js';

/** What is compared: a new report and an open request of the same asset. */
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
  return open.find((one) =>
    report.symptomCode && one.symptomCode
      ? report.symptomCode === one.symptomCode
      : likeness(features, featuresOf(one.problem)) >= alike,
  );
}
