import { fairnessCredit } from './fairness.js';
import { standardObjective } from './model/objective.js';
import { solve } from './solve.js';
import { problem, visit, worker } from './testing/small-problems.js';

const crew = { meanHours: 40, days: 10, daysInAll: 20, usualHours: 4.5 };
const hoursOf = (credits: readonly number[], jobs: number) => {
  const people = credits.map((workHours, index) =>
    worker(`t${index}`, { fairness: fairnessCredit({ ...crew, workHours }), rates: {} }),
  );
  const visits = Array.from({ length: jobs }, (_, index) => visit(`j${index}`, 0, { durationSeconds: 3_600 }));
  const { plan, verdict } = solve(problem(visits, people, { objective: standardObjective }), { seed: 1, steps: 300 });
  expect([verdict.violations, verdict.wrongTerms]).toEqual([[], []]);
  return people.map(({ id }) => plan.tours.find(({ technicianId }) => technicianId === id)?.stops.length ?? 0);
};

describe('the credit of fairness', () => {
  it('divides a day evenly among those who have worked the same', () => {
    expect(hoursOf([40, 40, 40], 6)).toEqual([2, 2, 2]);
  });

  it('gives more to who has worked less, the others still have something', () => {
    const [much, some, little] = hoursOf([43, 40, 37], 9) as [number, number, number];
    expect(much).toBeLessThan(some);
    expect(some).toBeLessThan(little);
    expect(much).toBeGreaterThan(0);
  });

  it('looks ahead less boldly while little of the period is over', () => {
    const beyond = (days: number) =>
      fairnessCredit({ ...crew, days, meanHours: 4 * days, workHours: 5 * days }).workHours -
      fairnessCredit({ ...crew, days, meanHours: 4 * days, workHours: 4 * days }).workHours;
    expect(beyond(1)).toBeGreaterThan(0);
    expect(beyond(10)).toBeGreaterThan(beyond(1));
    // Four hours more a day for all of the period would be eighty; half of the period tells about half of it.
    expect(beyond(10)).toBeCloseTo((1.6 * 10 * 20) / 18);
  });
});
