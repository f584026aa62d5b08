import { terms, type Term } from '../model/objective.js';
import type { Plan } from '../model/plan.js';
import type { Problem } from '../model/problem.js';
import { rules, type RuleName } from '../rules.js';
import { checkJobs } from './jobs.js';
import { checkParts } from './parts.js';
import { priceOf } from './price.js';
import { checkTimes } from './times.js';
import { followTour, namesOf, type CheckedTour } from './tour.js';
import { checkWho } from './who.js';

/** A rule that a plan breaks, where, and in words. */
export interface Violation {
  rule: RuleName;
  jobId?: string;
  technicianId?: string;
  message: string;
}

/** What the checker found: a plan is good when `violations` is empty and the cost stated is the cost recomputed. */
export interface Verdict {
  violations: readonly Violation[];
  /** Broken, but allowed by a recorded override. */
  allowed: readonly Violation[];
  terms: Readonly<Record<Term, number>>;
  cost: number;
  /** Terms whose stated value is not the recomputed one. */
  wrongTerms: readonly Term[];
}

/** Relative and absolute: sums of doubles in another order. */
const tolerance = 1e-6;

/**
 * Recomputes feasibility and every term of the cost of a plan from the raw problem. It shares nothing with the search but the types:
 * a mistake in one does not hide in the other.
 */
export function check(problem: Problem, plan: Plan): Verdict {
  const names = namesOf(problem);
  const found: Violation[] = [];
  const tours = plan.tours.flatMap(
    (tour) =>
      followTour(tour, names, (name) =>
        found.push({ rule: 'unknown-name', message: `${name} is not in the problem` }),
      ) ?? [],
  );
  found.push(
    ...checkJobs(problem, plan, tours),
    ...tours.flatMap((tour) => checkTour(problem, tour)),
    ...checkParts(problem, tours),
  );
  const isAllowed = (violation: Violation) => isOverridden(problem, violation);
  const recomputed = priceOf(problem, plan, tours);
  const differs = (one: number, other: number) => !(Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(other)));
  return {
    violations: found.filter((violation) => !isAllowed(violation)),
    allowed: found.filter(isAllowed),
    terms: recomputed,
    cost: terms.reduce((sum, term) => sum + recomputed[term], 0),
    wrongTerms: terms.filter((term) => differs(plan.terms[term], recomputed[term])),
  };
}

const checkTour = (problem: Problem, tour: CheckedTour) => [...checkTimes(problem, tour), ...checkWho(tour)];

function isOverridden({ overrides = [] }: Problem, { rule, jobId, technicianId }: Violation): boolean {
  if (rules[rule] === 'absolute') return false;
  return overrides.some(
    (one) =>
      one.rule === rule && one.jobId === jobId && (one.technicianId === undefined || one.technicianId === technicianId),
  );
}
