import { ProblemFaulty } from './faults.js';
import type { Job } from './model/job.js';
import { onlyTerms } from './model/objective.js';
import type { Problem } from './model/problem.js';
import type { Technician } from './model/technician.js';
import { solve } from './solve.js';
import { line, problem, visit, worker } from './testing/small-problems.js';

const budget = { seed: 1, steps: 200 };
const faultsOfSolving = (bad: Problem) => {
  try {
    solve(bad, budget);
  } catch (error) {
    if (error instanceof ProblemFaulty) return error.faults.map(({ kind, id, rule }) => `${kind} ${id}: ${rule}`);
    throw error;
  }
  return [];
};

describe('solve', () => {
  it('serves along the way there and back, and drives no metre more', () => {
    const { plan } = solve(problem([visit('far', 5), visit('near', 2), visit('middle', 3)], [worker('a')]), budget);
    expect(plan.unserved).toEqual([]);
    expect(plan.terms.travelTime).toBeCloseTo((2 * 5 * 600 * 60) / 3600);
  });

  it('restocks only where a visit needs it', () => {
    const stockPoints = [{ id: 'store', place: 1 }];
    const van = { parts: new Map([['pump', 1]]), tools: new Set<string>() };
    const people = [worker('a', { van, stockPointIds: ['store'] })];
    const pump = [{ partId: 'pump', quantity: 1 }];
    const stopsFor = (jobs: Job[]) =>
      solve(problem(jobs, people, { stockPoints }), budget).plan.tours[0]?.stops.map(({ kind }) => kind);
    expect(stopsFor([visit('one', 3, { parts: pump }), visit('two', 4)])).not.toContain('restock');
    expect(stopsFor([visit('one', 3, { parts: pump }), visit('two', 4, { parts: pump })])).toContain('restock');
  });

  it('leaves a job unserved with the rule when nobody can do it, and at its price when it is too dear', () => {
    const jobs = [visit('gas', 1, { skills: [{ skill: 'gas', level: 3 }] }), visit('cheap', 5, { priceUnserved: 1 })];
    const { plan } = solve(problem(jobs, [worker('a')]), budget);
    expect(plan.unserved).toEqual([{ jobId: 'gas', rule: 'skill' }, { jobId: 'cheap' }]);
    expect(plan.cost).toBe(1001);
  });

  it('honours an override, and only for the job that it was given for', () => {
    const gas = { skills: [{ skill: 'gas', level: 3 }] };
    const overrides = [{ rule: 'skill' as const, jobId: 'one', reason: 'has done it before' }];
    const { plan, verdict } = solve(
      problem([visit('one', 1, gas), visit('two', 1, gas)], [worker('a')], { overrides }),
      budget,
    );
    expect(plan.unserved).toEqual([{ jobId: 'two', rule: 'skill' }]);
    expect(verdict.violations).toEqual([]);
    expect(verdict.allowed.map(({ rule, jobId }) => `${rule} ${jobId}`)).toEqual(['skill one']);
  });

  it('never lets a certificate be overridden', () => {
    const overrides = [{ rule: 'certificate' as const, jobId: 'one', reason: 'in a hurry' }];
    const { plan } = solve(
      problem([visit('one', 1, { certificates: ['gas-safe'] })], [worker('a')], { overrides }),
      budget,
    );
    expect(plan.unserved).toEqual([{ jobId: 'one', rule: 'certificate' }]);
  });

  it('spares the better skilled only while another open job needs his level', () => {
    const skilled = (level: number) => ({ skills: new Map([['gas', { level }]]) });
    const crew = [
      worker('low', { ...skilled(2), shifts: [{ startSeconds: 0, endSeconds: 30_000, startPlace: 1, endPlace: 1 }] }),
      worker('high', skilled(5)),
    ];
    const simple = visit('simple', 0, { skills: [{ skill: 'gas', level: 2 }] });
    const hard = visit('hard', 0, { skills: [{ skill: 'gas', level: 5 }] });
    const scarce = (jobs: Job[], weight: number) => {
      const objective = onlyTerms({ unserved: 1000, travelTime: 1, scarceSkill: weight });
      const { plan } = solve(problem(jobs, crew, { objective }), budget);
      return plan.tours.find(({ stops }) => stops.some((stop) => stop.kind === 'job' && stop.jobId === 'simple'))
        ?.technicianId;
    };
    expect(scarce([simple], 100)).toBe('high');
    expect(scarce([simple, hard], 100)).toBe('low');
  });

  const startsOf = (asked: Problem, steps = 200) =>
    Object.fromEntries(
      solve(asked, { seed: 1, steps }).plan.tours.flatMap(({ technicianId, stops }) =>
        stops.flatMap((stop) =>
          stop.kind === 'job' ? [[stop.jobId, [technicianId, stop.startSeconds] as const]] : [],
        ),
      ),
    );
  const withTerms = (weights: Parameters<typeof onlyTerms>[0], jobs: Job[], people: Technician[], more = {}) =>
    problem(jobs, people, { objective: onlyTerms({ unserved: 1000, ...weights }), ...more });
  const at = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });

  it('starts in whichever of several windows costs least', () => {
    const jobs = [visit('one', 1, { windows: [at(0, 100), at(9_000, 9_100)] }), visit('two', 1)];
    const starts = startsOf(withTerms({ travelTime: 1 }, jobs, [worker('a')]));
    expect(starts['one']).toEqual(['a', 9_000]);
  });

  it('does first what is due first, though it drives further', () => {
    const jobs = [visit('near', 1), visit('far', 5, { dueBySeconds: 5_000 })];
    const shifts = [{ startSeconds: 0, endSeconds: 30_000, startPlace: 0, endPlace: 5 }];
    const isFarFirst = (lateness: number) => {
      const starts = startsOf(withTerms({ travelTime: 1, lateness }, jobs, [worker('a', { shifts })]));
      return (starts['far']?.[1] ?? 0) < (starts['near']?.[1] ?? 0);
    };
    expect([isFarFirst(0), isFarFirst(1000)]).toEqual([false, true]);
  });

  it('waits for a soft window when being early costs more than waiting', () => {
    const jobs = [visit('one', 1, { softWindows: [at(7_200, 9_000)] })];
    expect(startsOf(withTerms({ softWindow: 50 }, jobs, [worker('a')]))['one']).toEqual(['a', 7_200]);
  });

  it('takes the break between two visits, and none when he is home before it', () => {
    const rested = (from: number, jobs: Job[]) => {
      const shift = { startSeconds: 0, endSeconds: 30_000, startPlace: 0, endPlace: 0 };
      const breaks = [{ startSeconds: from, endSeconds: from + 1_000, seconds: 1_800 }];
      const [tour] = solve(
        withTerms({ travelTime: 1 }, jobs, [worker('a', { shifts: [{ ...shift, breaks }] })]),
        budget,
      ).plan.tours;
      return tour?.stops.map(({ kind }) => kind);
    };
    expect(rested(1_500, [visit('one', 1), visit('two', 1)])).toEqual(['job', 'break', 'job']);
    expect(rested(20_000, [visit('one', 1), visit('two', 1)])).toEqual(['job', 'job']);
  });

  it('works overtime only where that is worth its price', () => {
    const shifts = [{ startSeconds: 0, endSeconds: 2_500, startPlace: 0, endPlace: 0, overtimeUntilSeconds: 9_000 }];
    const dear = (perOvertimeHour: number) =>
      Object.keys(
        startsOf(
          withTerms(
            { overtime: 1 },
            [visit('one', 1), visit('two', 1)],
            [worker('a', { shifts, rates: { perOvertimeHour } })],
          ),
        ),
      ).length;
    expect([dear(100), dear(10_000)]).toEqual([2, 1]);
  });

  it.each([
    ['visits', { maximumJobs: 1 }],
    ['work', { maximumWorkSeconds: 2_500 }],
    ['travel', { maximumTravelSeconds: 1_300 }],
  ])('gives nobody more %s than his maximum', (_, most) => {
    const shifts = [{ startSeconds: 0, endSeconds: 30_000, startPlace: 0, endPlace: 0, ...most }];
    const starts = startsOf(
      withTerms({ travelTime: 1 }, [visit('one', 1), visit('two', 2)], [worker('a', { shifts })]),
    );
    expect(Object.keys(starts)).toEqual(['one']);
  });

  it('counts no paper beyond its last day', () => {
    const certificates = new Map([['gas-safe', 5_000]]);
    const gas = { certificates: ['gas-safe'] };
    const jobs = [visit('one', 1, gas), visit('two', 1, { ...gas, windows: [at(6_000, 9_000)] })];
    expect(Object.keys(startsOf(withTerms({}, jobs, [worker('a', { certificates })])))).toEqual(['one']);
  });

  it('gives work to who had less of it, and the more so the larger the difference', () => {
    const crew = [
      worker('rested', { fairness: { workHours: -5, travelHours: 0 } }),
      worker('tired', {
        fairness: { workHours: 5, travelHours: 0 },
        shifts: [{ startSeconds: 0, endSeconds: 30_000, startPlace: 1, endPlace: 1 }],
      }),
    ];
    const who = (fairness: number) =>
      startsOf(withTerms({ travelTime: 1, fairness }, [visit('one', 1)], crew))['one']?.[0];
    expect([who(0), who(10)]).toEqual(['tired', 'rested']);
  });

  it('drives slower in the rush hour', () => {
    const travel = { ...line(6), hourFactors: Array.from({ length: 24 }, (_, hour) => (hour === 0 ? 2 : 1)) };
    const arrives = startsOf(withTerms({}, [visit('one', 1)], [worker('a')], { travel }))['one']?.[1];
    expect(arrives).toBe(1_200);
  });

  it('leaves a published plan as it is unless a change is worth more than the disturbance', () => {
    const crew = [
      worker('a'),
      worker('b', { shifts: [{ startSeconds: 0, endSeconds: 30_000, startPlace: 4, endPlace: 4 }] }),
    ];
    const published = [{ jobId: 'one', technicianId: 'a', shift: 0, startSeconds: 3_000 }];
    const who = (disturbancePerVisit: number) =>
      startsOf(withTerms({ travelTime: 1, disturbancePerVisit }, [visit('one', 5)], crew, { published }))['one']?.[0];
    expect([who(1), who(500)]).toEqual(['b', 'a']);
  });

  it('never moves a pin, though it costs', () => {
    const near = { shifts: [{ startSeconds: 0, endSeconds: 30_000, startPlace: 5, endPlace: 5 }] };
    const crew = [worker('a'), worker('b', near)];
    const where = (pins: Job['pins']) =>
      startsOf(withTerms({ travelTime: 1, waiting: 5 }, [visit('one', 5, pins && { pins })], crew))['one'];
    expect(where([{ technicianId: 'a', startSeconds: 12_345 }])).toEqual(['a', 12_345]);
    expect(where(undefined)?.[0]).toBe('b');
  });

  it('stops when it is told to, with a plan', () => {
    let asked = 0;
    const { plan } = solve(problem([visit('one', 1)], [worker('a')]), {
      seed: 1,
      steps: 1e9,
      shouldStop: () => (asked += 1) > 3,
    });
    expect(plan.unserved).toEqual([]);
  });

  it.each<[string, Problem, string]>([
    [
      'a window that ends before it starts',
      problem([visit('one', 1, { windows: [{ startSeconds: 5, endSeconds: 2 }] })], [worker('a')]),
      'job one: window',
    ],
    [
      'windows that overlap',
      problem(
        [
          visit('one', 1, {
            windows: [
              { startSeconds: 0, endSeconds: 9 },
              { startSeconds: 5, endSeconds: 12 },
            ],
          }),
        ],
        [],
      ),
      'job one: windows-overlap',
    ],
    [
      'an earliest start after the window',
      problem([visit('one', 1, { windows: [{ startSeconds: 0, endSeconds: 9 }], earliestStartSeconds: 10 })], []),
      'job one: window',
    ],
    ['a place off the table', problem([visit('one', 9)], []), 'job one: unknown-place'],
    ['a negative duration', problem([visit('one', 1, { durationSeconds: -1 })], []), 'job one: negative'],
    ['two jobs of one id', problem([visit('one', 1), visit('one', 2)], []), 'job one: same-id'],
    [
      'a shift that ends before it starts',
      problem([], [worker('a', { shifts: [{ startSeconds: 9, endSeconds: 1, startPlace: 0, endPlace: 0 }] })]),
      'technician a: shift',
    ],
    [
      'jobs that wait for each other',
      problem([visit('one', 1, { after: ['two'] }), visit('two', 1, { after: ['one'] })], []),
      'job two: cycle',
    ],
    ['a job after one that is not there', problem([visit('one', 1, { after: ['none'] })], []), 'job one: unknown-job'],
    [
      'a hole in the matrix',
      problem([], [], { travel: { places: 1, seconds: Float64Array.of(NaN), metres: Float64Array.of(0) } }),
      'travel table: matrix',
    ],
    [
      'too many jobs',
      problem(
        Array.from({ length: 10_001 }, (_, index) => visit(String(index), 1)),
        [],
      ),
      'problem 10001: too-many',
    ],
    ['three people', problem([visit('one', 1, { people: 3 as 2 })], []), 'job one: people'],
    [
      'one pin for two people',
      problem([visit('one', 1, { people: 2, pins: [{ technicianId: 'a', startSeconds: 9 }] })], []),
      'job one: pins',
    ],
  ])('refuses %s and names it', (_, bad, fault) => {
    expect(faultsOfSolving(bad)).toContain(fault);
  });

  it('plans nothing for nobody', () => {
    expect(solve(problem([], []), budget).plan).toMatchObject({ tours: [], unserved: [], cost: 0 });
    expect(solve(problem([visit('one', 1)], [worker('a', { shifts: [] })]), budget).plan.unserved).toHaveLength(1);
  });
});
