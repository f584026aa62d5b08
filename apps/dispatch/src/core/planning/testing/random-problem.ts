import fc from 'fast-check';
import { standardObjective, type Objective } from '../model/objective.js';
import type { Job } from '../model/job.js';
import type { Problem } from '../model/problem.js';
import type { Technician } from '../model/technician.js';
import type { Travel } from '../model/travel.js';

const names = (...list: string[]) => fc.subarray(list);
const second = (most: number) => fc.integer({ min: 0, max: most });
const day = 36_000;

const skills = fc.dictionary(fc.constantFrom('gas', 'wash', 'cold'), fc.integer({ min: 1, max: 5 }), { maxKeys: 3 });

/** Nothing that only a timetable sees: the quick evaluation alone. */
const quick: Objective = {
  ...standardObjective,
  waiting: 0,
  lateness: 0,
  softWindow: 0,
  fairness: 0,
  disturbancePerHour: 0,
};

/** Most jobs ask for little, or nobody could do any of them. */
const seldom = <Value>(often: fc.Arbitrary<Value>, none: Value) =>
  fc.oneof({ weight: 1, arbitrary: often }, { weight: 4, arbitrary: fc.constant(none) });

const job = fc.record({
  durationSeconds: second(7200),
  window: fc.option(fc.tuple(second(day), second(day))),
  skills: seldom(skills, {}),
  tools: seldom(names('ladder', 'gauge'), []),
  parts: fc.dictionary(fc.constantFrom('pump', 'fan'), fc.integer({ min: 1, max: 2 }), { maxKeys: 2 }),
  certificates: seldom(names('gas-safe'), []),
  area: fc.option(fc.constantFrom('north', 'south'), { nil: undefined }),
  price: fc.option(fc.integer({ min: 0, max: 3000 }), { freq: 2 }),
  forbidden: seldom(names('t0', 't1'), []),
  last: fc.option(fc.constantFrom('t0', 't2'), { nil: undefined }),
});

const technician = fc.record({
  days: fc.integer({ min: 1, max: 2 }),
  skills,
  tools: names('ladder', 'gauge'),
  parts: fc.dictionary(fc.constantFrom('pump', 'fan'), fc.integer({ min: 1, max: 3 }), { maxKeys: 2 }),
  hasVan: fc.boolean(),
  certificates: names('gas-safe'),
  areas: fc.option(names('north', 'south')),
  factor: fc.double({ min: 0.5, max: 2, noNaN: true }),
  restocks: fc.boolean(),
  rates: fc.record({
    perTravelHour: second(60),
    perKilometre: second(3),
    perWorkHour: second(60),
    perOvertimeHour: fc.constant(0),
    perShift: second(50),
  }),
});

const point = fc.record({ x: second(3000), y: second(3000) });

function travelOf(points: readonly { x: number; y: number }[]): Travel {
  const places = points.length;
  const seconds = new Float64Array(places * places);
  points.forEach((one, row) =>
    points.forEach((other, column) => {
      seconds[row * places + column] = Math.hypot(one.x - other.x, one.y - other.y);
    }),
  );
  return { places, seconds, metres: seconds.map((value) => value * 12) };
}

/** Random problems of up to 12 jobs: feasible, tight and hopeless ones. */
export const randomProblem: fc.Arbitrary<Problem> = fc
  .record({
    jobs: fc.array(job, { maxLength: 12 }),
    technicians: fc.array(technician, { maxLength: 4 }),
    points: fc.array(point, { minLength: 6, maxLength: 6 }),
    stockHasPump: fc.boolean(),
  })
  .map(({ jobs, technicians, points, stockHasPump }) => ({
    objective: quick,
    travel: travelOf(points),
    stockPoints: [{ id: 'depot', place: 0, seconds: 300, ...(stockHasPump && { parts: new Set(['pump']) }) }],
    jobs: jobs.map((one, index): Job => ({
      id: `j${index}`,
      place: index % points.length,
      durationSeconds: one.durationSeconds,
      skills: Object.entries(one.skills).map(([skill, level]) => ({ skill, level })),
      tools: one.tools,
      certificates: one.certificates,
      parts: Object.entries(one.parts).map(([partId, quantity]) => ({ partId, quantity })),
      technicians: { forbidden: one.forbidden },
      ...(one.area !== undefined && { area: one.area }),
      ...(one.last !== undefined && { lastTechnicianId: one.last }),
      ...(one.price !== null && { priceUnserved: one.price }),
      ...(one.window && {
        windows: [{ startSeconds: Math.min(...one.window), endSeconds: Math.max(...one.window) }],
      }),
    })),
    technicians: technicians.map((one, index): Technician => ({
      id: `t${index}`,
      shifts: Array.from({ length: one.days }, (_, number) => ({
        startSeconds: number * 20_000,
        endSeconds: number * 20_000 + 16_000,
        startPlace: (index + 1) % points.length,
        endPlace: (index + 1) % points.length,
      })),
      skills: new Map(Object.entries(one.skills).map(([skill, level]) => [skill, { level }])),
      certificates: new Map(one.certificates.map((name) => [name, 1e9])),
      durationFactor: one.factor,
      rates: one.rates,
      ...(one.areas && { areas: new Set(one.areas) }),
      ...(one.restocks && { stockPointIds: ['depot'] }),
      ...(one.hasVan && { van: { parts: new Map(Object.entries(one.parts)), tools: new Set(one.tools) } }),
    })),
  }));

const finerJob = fc.record({
  second: seldom(fc.integer({ min: 1, max: 9_000 }), 0),
  soft: seldom(fc.tuple(second(day), second(day)), null),
  due: seldom(second(day), null),
  weight: fc.integer({ min: 0, max: 3 }),
  earliest: seldom(second(day), null),
  published: fc.option(fc.tuple(fc.integer({ min: 0, max: 3 }), second(day))),
});

const finerTechnician = fc.record({
  rest: fc.option(fc.tuple(second(15_000), second(4_000), second(3_600))),
  overtime: seldom(second(4_000), null),
  overtimeRate: second(120),
  most: seldom(fc.record({ jobs: second(3), work: second(16_000), travel: second(9_000) }), null),
  validFor: seldom(second(40_000), null),
  credit: fc.option(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), fc.nat(2))),
});

/** The same with everything that only a timetable sees: windows, due times, breaks, maxima, a published plan and pins in it. */
export const finerProblem: fc.Arbitrary<Problem> = fc
  .record({
    plain: randomProblem,
    jobs: fc.array(finerJob, { minLength: 12, maxLength: 12 }),
    technicians: fc.array(finerTechnician, { minLength: 4, maxLength: 4 }),
    rush: fc.boolean(),
  })
  .map(({ plain, jobs, technicians, rush }): Problem => {
    const published = plain.jobs.flatMap(({ id }, index) => {
      const [at, startSeconds] = jobs[index]?.published ?? [0, -1];
      const technicianId = plain.technicians[at]?.id;
      return technicianId !== undefined && startSeconds >= 0
        ? [{ jobId: id, technicianId, shift: 0, startSeconds }]
        : [];
    });
    return {
      ...plain,
      objective: standardObjective,
      travel: {
        ...plain.travel,
        ...(rush && { hourFactors: Array.from({ length: 24 }, (_, hour) => 0.8 + (hour % 4) / 5) }),
      },
      published,
      jobs: plain.jobs.map((one, index) => withFiner(one, jobs[index] as (typeof jobs)[number])),
      technicians: plain.technicians.map((one, index) =>
        withFinerShifts(one, technicians[index] as (typeof technicians)[number]),
      ),
    };
  });

type FinerJob = typeof finerJob extends fc.Arbitrary<infer Value> ? Value : never;
type FinerTechnician = typeof finerTechnician extends fc.Arbitrary<infer Value> ? Value : never;

function withFiner(one: Job, { second: gap, soft, due, weight, earliest }: FinerJob): Job {
  const [window] = one.windows ?? [];
  const after = (window?.endSeconds ?? 0) + gap;
  return {
    ...one,
    ...(window && gap > 0 && { windows: [window, { startSeconds: after, endSeconds: after + 2_000 }] }),
    ...(soft && { softWindows: [{ startSeconds: Math.min(...soft), endSeconds: Math.max(...soft) }] }),
    ...(due !== null && { dueBySeconds: due, latenessWeight: weight }),
    ...(earliest !== null && !window && { earliestStartSeconds: earliest }),
  };
}

function withFinerShifts(
  one: Technician,
  { rest, overtime, overtimeRate, most, validFor, credit }: FinerTechnician,
): Technician {
  return {
    ...one,
    rates: { ...one.rates, perOvertimeHour: overtimeRate },
    ...(credit && { fairness: { workHours: credit[0], travelHours: credit[1], risePerHour: credit[2] } }),
    ...(validFor !== null && {
      skills: new Map(
        [...(one.skills ?? [])].map(([skill, held]) => [skill, { ...held, validUntilSeconds: validFor }]),
      ),
    }),
    shifts: one.shifts.map((shift) => ({
      ...shift,
      ...(overtime !== null && { overtimeUntilSeconds: shift.endSeconds + Math.min(overtime, 3_900) }),
      ...(most && { maximumJobs: most.jobs, maximumWorkSeconds: most.work, maximumTravelSeconds: most.travel }),
      ...(rest && {
        breaks: [
          {
            startSeconds: shift.startSeconds + rest[0],
            endSeconds: shift.startSeconds + rest[0] + rest[1],
            seconds: rest[2],
          },
        ],
      }),
    })),
  };
}

const tie = fc.record({
  isForTwo: fc.boolean(),
  /** Comes after so many of the jobs before it. */
  after: fc.subarray(
    Array.from({ length: 11 }, (_, index) => index),
    { maxLength: 2 },
  ),
});

/** Anybody may do it: with few who may, hardly any visit for two is ever served. */
const easy = ({ technicians: _, skills: __, tools: ___, certificates: ____, area: _____, ...job }: Job): Job => job;

/** The same with visits for two and jobs in an order, which never go round in a circle; half of them ask for nothing else. */
export const tiedTo = (problem: fc.Arbitrary<Problem>): fc.Arbitrary<Problem> =>
  fc
    .record({
      plain: problem,
      isEasy: fc.boolean(),
      ties: fc.array(fc.option(tie), { minLength: 12, maxLength: 12 }),
    })
    .map(({ plain, isEasy, ties }) => ({
      ...plain,
      jobs: plain.jobs.map((one, index): Job => {
        const { isForTwo = false, after = [] } = ties[index] ?? {};
        return {
          ...(isEasy ? easy(one) : one),
          ...(isForTwo && { people: 2 }),
          after: after.filter((before) => before < index).map((before) => `j${before}`),
        };
      }),
    }));
