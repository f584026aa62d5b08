import { featuresOf } from './features.js';

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

/** What is known of one fault. */
export interface FaultCounts {
  faultCode: string;
  orders: number;
  /** Features seen with it, repeats counted. */
  features: number;
  parts: Map<string, { orders: number; quantity: number }>;
  /** Orders by the level that was enough; index 1 to 5. */
  levels: number[];
  minutes: number;
}

const smoothing = 0.3;
/** Frequent faults are named a little less readily than their share: measured on the labelled quests. */
const priorWeight = 0.7;
/** Neighbouring letter runs tell the same thing many times over; this keeps the probabilities honest. */
const evidenceWeight = (features: number) => 0.8 / Math.sqrt(features + 1);

/**
 * Multinomial naive Bayes over the features of problem texts, for one product category. Learns one case at a time.
 * Manning, Raghavan, Schütze: Introduction to Information Retrieval (2008), chapter 13; the evidence is tempered for calibration.
 */
export class TriageModel {
  readonly faults: FaultCounts[] = [];
  orders = 0;
  private readonly indexOf = new Map<string, number>();
  /** feature -> fault index -> orders */
  private readonly counts = new Map<string, Map<number, number>>();

  learn(found: TriageCase): void {
    const index = this.faultIndex(found.faultCode);
    const fault = this.faults[index];
    if (!fault) return;
    for (const feature of featuresOf(found.problem, found.symptomCode)) {
      const byFault = this.counts.get(feature) ?? new Map<number, number>();
      if (byFault.size === 0) this.counts.set(feature, byFault);
      byFault.set(index, (byFault.get(index) ?? 0) + found.orders);
      fault.features += found.orders;
    }
    this.orders += found.orders;
    addOutcome(fault, found);
  }

  /** The probability of each fault, in the order of `faults`; sums to 1, empty when nothing was learned. */
  probabilities(problem: string, symptomCode?: string | null): number[] {
    const known = featuresOf(problem, symptomCode).flatMap((feature) => this.counts.get(feature) ?? []);
    const unseen = this.faults.map(({ features }) => features + smoothing * this.counts.size);
    const scores = unseen.map((total) => known.length * Math.log(smoothing / total));
    for (const byFault of known) {
      for (const [index, count] of byFault)
        scores[index] = (scores[index] ?? 0) + Math.log((count + smoothing) / smoothing);
    }
    const weight = evidenceWeight(known.length);
    return normalised(
      this.faults.map(
        ({ orders }, index) => priorWeight * Math.log(orders / this.orders) + weight * (scores[index] ?? 0),
      ),
    );
  }

  private faultIndex(faultCode: string): number {
    const known = this.indexOf.get(faultCode);
    if (known !== undefined) return known;
    this.faults.push({ faultCode, orders: 0, features: 0, parts: new Map(), levels: [0, 0, 0, 0, 0, 0], minutes: 0 });
    this.indexOf.set(faultCode, this.faults.length - 1);
    return this.faults.length - 1;
  }
}

function addOutcome(fault: FaultCounts, { parts, skillLevel, repairMinutes, orders }: TriageCase): void {
  fault.orders += orders;
  fault.minutes += repairMinutes * orders;
  fault.levels[skillLevel] = (fault.levels[skillLevel] ?? 0) + orders;
  for (const { partId, quantity } of parts) {
    const used = fault.parts.get(partId) ?? { orders: 0, quantity: 0 };
    fault.parts.set(partId, { orders: used.orders + orders, quantity: used.quantity + quantity * orders });
  }
}

/** exp of log scores, scaled to sum 1. */
function normalised(scores: number[]): number[] {
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
