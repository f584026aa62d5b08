import type { ProbableFault, ProbablePart } from '#common/events/values.js';
import type { FaultCounts, TriageModel } from './model.js';

/** What a repair of the category needs as long as nothing better is known. */
export interface CategoryDefaults {
  skill: string;
  skillLevel: number;
  certificate: string | null;
  durationMinutes: number;
}

export interface TriageSuggestion {
  likelyFaults: ProbableFault[];
  likelyParts: ProbablePart[];
  skill: string;
  skillLevel: number;
  certificate: string | null;
  durationMinutes: number;
  /** Finished orders of this category that it rests on. */
  orders: number;
}

/** The technician's level shall be enough in this share of cases: a visit in vain costs more than a scarce hand. */
const enoughLevelShare = 0.8;
/** The category's default counts like so many orders. */
const defaultWeight = 3;
const smallestProbability = 0.05;
const most = 8;

/** Likely faults, parts, level and duration from the words of a problem; the category's defaults where nothing was learned. */
export function suggest(
  model: TriageModel | undefined,
  defaults: CategoryDefaults,
  problem: string,
  symptomCode?: string | null,
): TriageSuggestion {
  const faults = model?.faults ?? [];
  const probabilities = model && faults.length > 0 ? model.probabilities(problem, symptomCode) : [];
  return {
    likelyFaults: likelyFaults(faults, probabilities),
    likelyParts: likelyParts(faults, probabilities),
    skill: defaults.skill,
    skillLevel: levelFor(faults, probabilities, defaults.skillLevel),
    certificate: defaults.certificate,
    durationMinutes: durationFor(faults, probabilities, defaults.durationMinutes),
    orders: model?.orders ?? 0,
  };
}

const rounded = (probability: number) => Math.round(probability * 1000) / 1000;

function likelyFaults(faults: readonly FaultCounts[], probabilities: readonly number[]): ProbableFault[] {
  return faults
    .map(({ faultCode }, index) => ({ faultCode, probability: rounded(probabilities[index] ?? 0) }))
    .filter(({ probability }) => probability >= smallestProbability)
    .toSorted((one, other) => other.probability - one.probability || (one.faultCode < other.faultCode ? -1 : 1))
    .slice(0, most);
}

/**
 * P(part) = sum over faults of P(fault) x P(part | fault); one order more without the part keeps rare faults modest. The quantity is the weighted median
 * of what orders took, not their mean: a single slip of the finger on one visit must not raise what every later report asks for.
 */
function likelyParts(faults: readonly FaultCounts[], probabilities: readonly number[]): ProbablePart[] {
  const likely = new Map<string, Map<number, number>>();
  faults.forEach(({ parts, orders }, index) => {
    for (const [partId, { byQuantity }] of parts) {
      const weights = likely.get(partId) ?? new Map<number, number>();
      likely.set(partId, weights);
      for (const [quantity, count] of byQuantity) {
        const share = ((probabilities[index] ?? 0) * count) / (orders + 1);
        weights.set(quantity, (weights.get(quantity) ?? 0) + share);
      }
    }
  });
  return [...likely]
    .map(([partId, weights]) => ({
      partId,
      quantity: Math.max(1, weightedMedian(weights)),
      probability: rounded(Math.min(1, sumOf(weights))),
    }))
    .filter(({ probability }) => probability >= smallestProbability)
    .toSorted((one, other) => other.probability - one.probability || (one.partId < other.partId ? -1 : 1))
    .slice(0, most);
}

const sumOf = (weights: ReadonlyMap<number, number>) => [...weights.values()].reduce((sum, weight) => sum + weight, 0);

/** The smallest value that half of the weight does not exceed; of two halves that are equal but for rounding, the smaller one. */
function weightedMedian(weights: ReadonlyMap<number, number>): number {
  const half = (sumOf(weights) / 2) * (1 - 1e-9);
  let reached = 0;
  for (const [value, weight] of [...weights].toSorted(([one], [other]) => one - other)) {
    reached += weight;
    if (reached >= half) return value;
  }
  return 0;
}

function levelFor(faults: readonly FaultCounts[], probabilities: readonly number[], usual: number): number {
  const shares = [0, 0, 0, 0, 0, 0];
  faults.forEach(({ levels, orders }, index) => {
    levels.forEach((count, level) => {
      const smoothed = (count + (level === usual ? defaultWeight : 0)) / (orders + defaultWeight);
      shares[level] = (shares[level] ?? 0) + (probabilities[index] ?? 0) * smoothed;
    });
  });
  let reached = 0;
  for (let level = 1; level <= 5; level += 1) {
    reached += shares[level] ?? 0;
    if (reached >= enoughLevelShare) return level;
  }
  return usual;
}

/** Expected minutes, up to the next five. */
function durationFor(faults: readonly FaultCounts[], probabilities: readonly number[], usual: number): number {
  if (faults.length === 0) return usual;
  const expected = faults.reduce(
    (sum, { minutes, orders }, index) =>
      sum + ((probabilities[index] ?? 0) * (minutes + usual * defaultWeight)) / (orders + defaultWeight),
    0,
  );
  return Math.min(480, Math.max(15, Math.ceil(expected / 5) * 5));
}
