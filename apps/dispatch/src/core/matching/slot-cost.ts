import type { Priority } from '#common/events/lists.js';
import { minuteMs } from '../time/zones.js';

export const latenessWeight: Record<Priority, number> = { low: 0.1, normal: 0.25, high: 0.5, urgent: 1 };
export const waitWeight = 0.05;
export const kilometreMinutes = 0.3;

/** More than what rounding can make of an instant. */
const roundingMs = 1_000;

/** What a slot alone costs, in minutes: the terms that depend on when and from where somebody comes. Neither later nor farther ever costs less. */
export class SlotCost {
  private readonly dueMs: number;
  private readonly lateWeight: number;

  constructor(
    { dueBy, priority }: { dueBy: Date; priority: Priority },
    private readonly nowMs: number,
  ) {
    this.dueMs = dueBy.getTime();
    this.lateWeight = latenessWeight[priority];
  }

  /** Of a slot that ends then and is reached by such a trip. */
  of(finishMs: number, tripSeconds: number, tripMetres: number): number {
    return this.atLeast(finishMs) + tripSeconds / 60 + (tripMetres / 1000) * kilometreMinutes;
  }

  /** Of one that ends no earlier, wherever it is reached from. */
  atLeast(finishMs: number): number {
    return ((finishMs - this.nowMs) * waitWeight + Math.max(0, finishMs - this.dueMs) * this.lateWeight) / minuteMs;
  }

  /** A slot that ends later costs as much at least. */
  lastFinish(minutes: number): number {
    const { nowMs, dueMs, lateWeight } = this;
    const inTime = nowMs + (minutes * minuteMs) / waitWeight;
    if (inTime <= dueMs) return inTime + roundingMs;
    return (minutes * minuteMs + nowMs * waitWeight + dueMs * lateWeight) / (waitWeight + lateWeight) + roundingMs;
  }
}
