import type { Sequence } from './sequence.js';

/** A search that goes on for as long as it is let, and always has a plan. */
export interface Searching {
  /** Steps done. */
  steps: number;
  bestCost: number;
  /** There is nothing left to try. */
  isDone: boolean;
  /** Does `steps` steps; `progress` 0..1 is how much of the time is used. */
  run: (steps: number, progress: number) => void;
  /** Goes on from another plan, for example that of another thread. It must be feasible. */
  adopt: (sequence: Sequence) => void;
  /** The best plan so far; valid until the next call. */
  bestSequence: () => Sequence;
}
