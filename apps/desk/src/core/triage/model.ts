import { featuresByWord, featuresOf } from './features.js';

/** One finished order, or `orders` alike: what was said and what was found. */
export interface TriageCase {
  problem: string;
  symptomCode: string | null;
  faultCode: string;
  parts: { partId: string; quantity: number }[];
  /** The lowest level known to be enough. */
  skillLevel: number;
  repairMinutes: number;
  orders: number;
}

/** What is known of one part with one fault. */
export interface UsedCounts {
  orders: number;
  /** Orders by the pieces that they took. */
  byQuantity: Map<number, number>;
}

/** What is known of one fault. */
export interface FaultCounts {
  faultCode: string;
  orders: number;
  /** Features seen with it, repeats counted. */
  features: number;
  parts: Map<string, UsedCounts>;
  /** Orders by the level that was enough; index 1 to 5. */
  levels: number[];
  minutes: number;
}

/** Orders with one feature: of each fault, and in all. */
interface FeatureCounts {
  byFault: Map<number, number>;
  orders: number;
}

// One set of constants for all categories, measured on the labelled quests (`npm run bench -- triage`).
const smoothing = 0.5;
/** Frequent faults are named a little less readily than their share. */
const priorWeight = 0.6;
/** A feature counts as if so many more orders with it had had the usual faults: a rare one tells less. */
const usualOrders = 1;
/** Neighbouring letter runs tell the same thing many times over; this keeps the probabilities honest. */
const evidenceWeight = (sumOfSquares: number) => 0.42 / Math.sqrt(1 + sumOfSquares);

/**
 * Complement naive Bayes over the features of problem texts, for one product category: what speaks for a fault is how much oftener a feature
 * comes with it than with all others. Features weigh by what they tell about the fault (information gain), and the evidence is tempered for
 * calibration. Learns one case at a time.
 * Rennie, Shih, Teevan, Karger: Tackling the Poor Assumptions of Naive Bayes Text Classifiers (ICML 2003).
 */
export class TriageModel {
  readonly faults: FaultCounts[] = [];
  orders = 0;
  private readonly indexOf = new Map<string, number>();
  private readonly counts = new Map<string, FeatureCounts>();
  /** Features seen, repeats counted. */
  private features = 0;

  learn(found: TriageCase): void {
    const index = this.faultIndex(found.faultCode);
    const fault = this.faults[index];
    if (!fault) return;
    for (const feature of featuresOf(found.problem, found.symptomCode)) {
      const known = this.counts.get(feature) ?? { byFault: new Map<number, number>(), orders: 0 };
      if (known.orders === 0) this.counts.set(feature, known);
      known.byFault.set(index, (known.byFault.get(index) ?? 0) + found.orders);
      known.orders += found.orders;
      fault.features += found.orders;
      this.features += found.orders;
    }
    this.orders += found.orders;
    addOutcome(fault, found);
  }

  /** The probability of each fault, in the order of `faults`; sums to 1, empty when nothing was learned. */
  probabilities(problem: string, symptomCode?: string | null): number[] {
    const evidence = this.faults.map(() => 0);
    let sumOfWeights = 0;
    let sumOfSquares = 0;
    for (const word of featuresByWord(problem, symptomCode)) {
      const known = word.flatMap((feature) => this.counts.get(feature) ?? []);
      for (const counts of known) {
        const information = this.information(counts);
        // A word that was never heard may share a run with one that was: it counts for what is known of it.
        const weight = (information * known.length) / word.length;
        addSeen(evidence, counts, weight);
        sumOfWeights += weight;
        sumOfSquares += information * information;
      }
    }
    const tempered = evidenceWeight(sumOfSquares);
    const unseen = smoothing * this.counts.size;
    return normalised(
      this.faults.map(({ orders, features }, index) => {
        const notSeen = Math.log((this.features - features + unseen) / (features + unseen));
        const logOdds = (evidence[index] ?? 0) + sumOfWeights * notSeen;
        return priorWeight * Math.log(orders / this.orders) + tempered * logOdds;
      }),
    );
  }

  /** How far a feature moves the faults from their usual shares: Kullback-Leibler divergence, in nats. */
  private information({ byFault, orders }: FeatureCounts): number {
    const unmoved = usualOrders / (orders + usualOrders);
    let sum = 0;
    let others = 1;
    for (const [index, count] of byFault) {
      const usual = (this.faults[index]?.orders ?? 0) / this.orders;
      const share = (count + usualOrders * usual) / (orders + usualOrders);
      sum += share * Math.log(share / usual);
      others -= usual;
    }
    return Math.max(0, sum + Math.max(0, others) * unmoved * Math.log(unmoved));
  }

  private faultIndex(faultCode: string): number {
    const known = this.indexOf.get(faultCode);
    if (known !== undefined) return known;
    this.faults.push({ faultCode, orders: 0, features: 0, parts: new Map(), levels: [0, 0, 0, 0, 0, 0], minutes: 0 });
    this.indexOf.set(faultCode, this.faults.length - 1);
    return this.faults.length - 1;
  }
}

/**
 * Adds by how much the log odds of a feature, for a fault against all others together, are above those of a fault that it was never seen with.
 * What remains of them depends on the fault alone, or on the feature alone and is the same for every fault.
 */
function addSeen(evidence: number[], { byFault, orders }: FeatureCounts, weight: number): void {
  for (const [index, count] of byFault) {
    const here = (count + smoothing) / smoothing;
    const elsewhere = (orders - count + smoothing) / (orders + smoothing);
    evidence[index] = (evidence[index] ?? 0) + weight * Math.log(here / elsewhere);
  }
}

function addOutcome(fault: FaultCounts, { parts, skillLevel, repairMinutes, orders }: TriageCase): void {
  fault.orders += orders;
  fault.minutes += repairMinutes * orders;
  fault.levels[skillLevel] = (fault.levels[skillLevel] ?? 0) + orders;
  for (const { partId, quantity } of parts) {
    const used = fault.parts.get(partId) ?? { orders: 0, byQuantity: new Map<number, number>() };
    if (used.orders === 0) fault.parts.set(partId, used);
    used.orders += orders;
    used.byQuantity.set(quantity, (used.byQuantity.get(quantity) ?? 0) + orders);
  }
}

/** exp of log scores, scaled to sum 1. */
function normalised(scores: number[]): number[] {
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
