import type { Plan, Stop } from '../model/plan.js';
import { onlyTerms } from '../model/objective.js';
import type { Problem } from '../model/problem.js';
import { solve } from '../solve.js';
import { check } from './checker.js';

const seconds = Float64Array.of(0, 600, 600, 0);
const problem: Problem = {
  travel: { places: 2, seconds, metres: seconds },
  objective: onlyTerms({ unserved: 1000, travelTime: 1, work: 1 }),
  jobs: [
    { id: 'one', place: 1, durationSeconds: 900, windows: [{ startSeconds: 2000, endSeconds: 3000 }] },
    { id: 'two', place: 1, durationSeconds: 900 },
  ],
  technicians: [
    {
      id: 'a',
      shifts: [{ startSeconds: 0, endSeconds: 20_000, startPlace: 0, endPlace: 0 }],
      rates: { perTravelHour: 60, perWorkHour: 30 },
    },
  ],
};
const good = solve(problem, { seed: 1, steps: 100 }).plan;
const tour = good.tours[0]!;
const withStops = (stops: readonly Stop[]): Plan => ({ ...good, tours: [{ ...tour, stops }] });
const moved = (seconds: number) =>
  tour.stops.map((stop) =>
    stop.kind === 'job' && stop.jobId === 'one' ? { ...stop, startSeconds: stop.startSeconds + seconds } : stop,
  );
const rulesBroken = (plan: Plan, asked = problem) => check(asked, plan).violations.map(({ rule }) => rule);

describe('check', () => {
  it('finds nothing wrong with a good plan', () => {
    expect(check(problem, good)).toMatchObject({ violations: [], wrongTerms: [] });
  });

  it.each<[string, Plan, string]>([
    ['a job left out', withStops(tour.stops.slice(1)), 'job-lost'],
    ['a job done twice', withStops([...tour.stops, tour.stops[0]!]), 'booked-twice'],
    ['a shift used twice', { ...good, tours: [tour, { ...tour, stops: [] }] }, 'booked-twice'],
    ['a start outside the window', withStops(moved(-1900)), 'window'],
    ['a visit that is too short', withStops(moved(300)), 'times-contradict'],
    [
      'a return that no car can make',
      { ...good, tours: [{ ...tour, returnSeconds: tour.returnSeconds - 10 }] },
      'times-contradict',
    ],
    ['work after the shift', { ...good, tours: [{ ...tour, returnSeconds: 20_001 }] }, 'technician-absent'],
    ['a technician nobody knows', { ...good, tours: [{ ...tour, technicianId: 'x' }] }, 'unknown-name'],
  ])('finds %s', (_, plan, rule) => {
    expect(rulesBroken(plan)).toContain(rule);
  });

  it('finds a term that is stated wrong', () => {
    const cheaper = { ...good, terms: { ...good.terms, work: good.terms.work - 0.01 } };
    expect(check(problem, cheaper).wrongTerms).toEqual(['work']);
  });

  it('lets a recorded override of a window pass, and none of an absolute rule', () => {
    const overrides = (['window', 'times-contradict'] as const).map((rule) => ({
      rule,
      jobId: 'one',
      reason: 'agreed',
    }));
    const broken = rulesBroken(withStops(moved(-1900)), { ...problem, overrides });
    expect(broken).not.toContain('window');
    expect(broken).toContain('times-contradict');
  });
});
