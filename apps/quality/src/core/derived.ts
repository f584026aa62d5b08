import { type FinishedOrder, type IndicatorValues, indicatorsOf } from './indicators.js';
import { partHit } from './part-hit.js';
import { isReturn } from './returns.js';

/** What others said about an order, as far as they have. */
export interface KnownEvidence {
  satisfied: boolean | null;
  attitude: number | null;
  timesConfirmed: boolean | null;
  workConfirmed: boolean | null;
  complaint: boolean | null;
  returnedAt: Date | null;
  partsAtHand: boolean | null;
  partsMissed: number;
}

/** The columns of a failure record that change with what others say. */
export interface Derived extends IndicatorValues {
  returnedAt: Date | null;
  partHit: boolean | null;
}

/** Everything about a finished order that follows from its own facts and the evidence; the same whatever came first. */
export function deriveFrom(order: FinishedOrder & { partsUsed: number }, evidence: KnownEvidence): Derived {
  const returned = isReturn(order.finishedAt, evidence.returnedAt);
  return {
    ...indicatorsOf(order, { ...evidence, returned }),
    returnedAt: returned ? evidence.returnedAt : null,
    partHit: partHit({ partsUsed: order.partsUsed, atHand: evidence.partsAtHand, missed: evidence.partsMissed }),
  };
}
