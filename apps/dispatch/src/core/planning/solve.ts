import { check, type Verdict } from './checker/checker.js';
import { faultsOf, ProblemFaulty } from './faults.js';
import type { Plan } from './model/plan.js';
import type { Problem } from './model/problem.js';
import { compile } from './search/compile.js';
import { decode } from './search/decode.js';
import { searchOf } from './search/search-of.js';

export interface SolveOptions {
  seed: number;
  /** Steps of the search: of ruin and recreate, or links of chains. */
  steps: number;
  /** Asked every hundred steps: true = stop with the best so far. */
  shouldStop?: () => boolean;
  onProgress?: (progress: { steps: number; cost: number }) => void;
}

/** A plan and what the independent checker says of it. Publish none whose verdict has violations or wrong terms. */
export interface Solved {
  plan: Plan;
  verdict: Verdict;
}

const stepsAtOnce = 100;

/**
 * Plans a problem: the same problem, seed and steps give the same plan, to the byte. Throws `ProblemFaulty`, naming every job or technician
 * and the rule, when the problem contradicts itself.
 */
export function solve(problem: Problem, { seed, steps, shouldStop, onProgress }: SolveOptions): Solved {
  const faults = faultsOf(problem);
  if (faults.length > 0) throw new ProblemFaulty(faults);
  const instance = compile(problem);
  const search = searchOf(instance, seed);
  while (search.steps < steps && !search.isDone && !shouldStop?.()) {
    search.run(Math.min(stepsAtOnce, steps - search.steps), search.steps / steps);
    onProgress?.({ steps: search.steps, cost: search.bestCost });
  }
  const plan = decode(problem, instance, search.bestSequence());
  return { plan, verdict: check(problem, plan) };
}
