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

/** P(part) = sum over faults of P(fault) x P(part | fault); one order more without the part keeps rare faults modest. */
function likelyParts(faults: readonly FaultCounts[], probabilities: readonly number[]): ProbablePart[] {
  const likely = new Map<string, { probability: number; quantity: number }>();
  faults.forEach(({ parts, orders }, index) => {
    for (const [partId, used] of parts) {
      const share = ((probabilities[index] ?? 0) * used.orders) / (orders + 1);
      const sum = likely.get(partId) ?? { probability: 0, quantity: 0 };
      likely.set(partId, {
        probability: sum.probability + share,
        quantity: sum.quantity + (share * used.quantity) / used.orders,
      });
    }
  });
  return [...likely]
    .map(([partId, { probability, quantity }]) => ({
      partId,
      quantity: Math.max(1, Math.round(quantity / probability)),
      probability: rounded(Math.min(1, probability)),
    }))
    .filter(({ probability }) => probability >= smallestProbability)
    .toSorted((one, other) => other.probability - one.probability || (one.partId < other.partId ? -1 : 1))
    .slice(0, most);
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
