import { onlyTerms } from '../core/planning/model/objective.js';
import type { Problem } from '../core/planning/model/problem.js';
import { SolverPool } from './solver-pool.js';

const seconds = Float64Array.of(0, 600, 1200, 600, 0, 600, 1200, 600, 0);
const problem: Problem = {
  travel: { places: 3, seconds, metres: seconds },
  objective: onlyTerms({ unserved: 1000, travelTime: 1 }),
  jobs: [1, 2, 1, 2].map((place, index) => ({ id: `j${index}`, place, durationSeconds: 900 })),
  technicians: [
    {
      id: 'a',
      shifts: [{ startSeconds: 0, endSeconds: 30_000, startPlace: 0, endPlace: 0 }],
      rates: { perTravelHour: 60 },
    },
  ],
};
const real = new URL('../../../../dist/apps/dispatch/src/planning/solver-worker.js', import.meta.url);
/** The real thread, but one that is asked with this seed does something else. */
const threadThat = (seed: number, does: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(
      `import { parentPort } from 'node:worker_threads';
       const on = parentPort.on.bind(parentPort);
       parentPort.on = (name, hear) => on(name, (asked) => { if (asked.seed === ${seed}) { ${does} } else hear(asked); });
       await import('${real.href}');`,
    )}`,
  );

describe('the solver pool', () => {
  let pool: SolverPool;
  afterEach(() => pool.close());

  it('answers with the best plan of its threads, and tells how far it is', async () => {
    pool = new SolverPool(2);
    const shares: number[] = [];
    const { plan, verdict } = await pool.solve(problem, {
      seconds: 2.2,
      seed: 1,
      onProgress: ({ share }) => void shares.push(share),
    });
    expect(verdict.violations).toEqual([]);
    expect(plan.terms.travelTime).toBeCloseTo((2400 * 60) / 3600);
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
  });

  it('passes plans with visits for two and jobs in an order from thread to thread, with the times that hold them together', async () => {
    pool = new SolverPool(2);
    const shifts = problem.technicians[0]!.shifts;
    const jobs = Array.from({ length: 8 }, (_, index) => ({
      id: `j${index}`,
      place: index % 3,
      durationSeconds: 900 + 60 * index,
      ...(index % 3 === 0 && { people: 2 as const }),
      ...(index > 4 && { after: [`j${index - 4}`] }),
    }));
    const technicians = ['a', 'b', 'c'].map((id) => ({ id, shifts, rates: { perTravelHour: 60, perWorkHour: 30 } }));
    const { plan, verdict } = await pool.solve({ ...problem, jobs, technicians }, { seconds: 1, seed: 1 });
    expect([plan.unserved, verdict.violations, verdict.wrongTerms]).toEqual([[], [], []]);
  });

  it('ends at once with what it has when it is stopped', async () => {
    pool = new SolverPool(1);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const { plan } = await pool.solve(problem, { seconds: 600, seed: 1, signal: stop.signal });
    expect(plan.unserved).toEqual([]);
  });

  it('answers though one of its threads dies, and has two again for the next question', async () => {
    pool = new SolverPool(2, threadThat(7, 'process.exit(1)'));
    expect((await pool.solve(problem, { seconds: 0.2, seed: 6 })).plan.unserved).toEqual([]);
    const { plan, steps } = await pool.solve(problem, { seconds: 0.2, seed: 1 });
    expect([plan.unserved, steps > 0]).toEqual([[], true]);
  });

  it('says so when all of them die, and works again afterwards', async () => {
    pool = new SolverPool(1, threadThat(7, 'process.exit(1)'));
    await expect(pool.solve(problem, { seconds: 0.2, seed: 7 })).rejects.toThrow('ended');
    expect((await pool.solve(problem, { seconds: 0.2, seed: 1 })).plan.unserved).toEqual([]);
  });

  it('replaces a thread that hangs', async () => {
    pool = new SolverPool(1, threadThat(7, 'for (;;) {}'), 0.3);
    await expect(pool.solve(problem, { seconds: 0.1, seed: 7 })).rejects.toThrow('hangs');
    expect((await pool.solve(problem, { seconds: 0.2, seed: 1 })).plan.unserved).toEqual([]);
  });
});
