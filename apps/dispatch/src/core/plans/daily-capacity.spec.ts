import fc from 'fast-check';
import { solve } from '../planning/solve.js';
import { booked, orderToPlan, runningDay } from '../testing/small-day.js';
import { hours, now, site, technician } from '../testing/small-world.js';
import { hourMs, localDay } from '../time/zones.js';
import { siteDay, withinCapacity } from './daily-capacity.js';
import { improve, type Solve } from './improvement.js';
import { outcomeOf, type PlanRow } from './plan-outcome.js';
import { problemOf } from './plan-problem.js';
import type { PlanWorld, VisitToPlan } from './plan-world.js';

const today = localDay(hours.timeZone, now.getTime());
const people = [technician('li'), technician('wang')];
const day = (dailyCapacity: number, visits: VisitToPlan[], given: Partial<PlanWorld> = {}) =>
  runningDay(people, visits, { sites: [site(people, { dailyCapacity })], ...given });
const orders = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    orderToPlan(`new ${index}`, { priority: index === 0 ? 'urgent' : 'low' }),
  );

async function planned(world: PlanWorld) {
  const made = problemOf(world);
  let rounds = 0;
  const plan = await withinCapacity(world, made, async (problem) => {
    rounds += 1;
    const solved = solve(problem, { seed: 1, steps: 40 });
    expect([solved.verdict.violations, solved.verdict.wrongTerms]).toEqual([[], []]);
    return solved.plan;
  });
  const { rows } = outcomeOf(world, made, plan);
  return {
    rows,
    rounds,
    placed: rows.filter(({ change }) => change === 'placed').map(({ repairOrderId }) => repairOrderId),
  };
}

/** Counted from what the rows say, with nothing of the code that keeps it. */
function visitsOn(rows: readonly PlanRow[], which: number): number {
  const starts = rows.flatMap(({ after, before }) => after?.startMs ?? before?.startMs ?? []);
  return starts.filter((startMs) => localDay(hours.timeZone, startMs) === which).length;
}

describe('the visits of a site a day', () => {
  it('are no more in a plan than the site takes: who matters most is placed', async () => {
    const { placed, rows } = await planned(
      day(3, [booked('a', 'li', 2), booked('b', 'wang', 2)], { unplaced: orders(3) }),
    );
    expect(placed).toEqual(['new 0']);
    expect(visitsOn(rows, today)).toBe(3);
    expect(rows.flatMap(({ rule }) => rule ?? [])).toEqual(['maximum-jobs', 'maximum-jobs']);
  });

  it('go on to the next day when one is full', async () => {
    const { placed, rows } = await planned(day(2, [booked('a', 'li', 2)], { unplaced: orders(3), lastDay: today + 1 }));
    expect(placed).toHaveLength(3);
    expect([visitsOn(rows, today), visitsOn(rows, today + 1)]).toEqual([2, 2]);
  });

  it('may be more where a person has booked more, but none comes to them', async () => {
    const visits = [booked('a', 'li', 2), booked('b', 'wang', 2), booked('c', 'wang', 4)];
    const { rows, placed } = await planned(day(1, visits, { unplaced: orders(1) }));
    expect([placed, visitsOn(rows, today)]).toEqual([[], 3]);
  });

  it('count those that are over, and not what is only promised', async () => {
    const beside = new Map([[siteDay('site', today), 2]]);
    expect((await planned(day(3, [], { unplaced: orders(3), visitsBeside: beside }))).placed).toEqual(['new 0']);
    const held = [
      {
        offerId: 'o',
        technicianId: 'li',
        startMs: now.getTime() + 3 * hourMs,
        finishMs: now.getTime() + 4 * hourMs,
        lon: 121.47,
        lat: 31.23,
      },
    ];
    expect((await planned(day(1, [], { unplaced: orders(2), held }))).placed).toEqual(['new 0']);
  });

  it('are searched once where they are not too many', async () => {
    const world = day(5, [booked('a', 'li', 2), booked('b', 'wang', 2)], { unplaced: orders(3) });
    expect((await planned(world)).rounds).toBe(1);
  });

  it('let no urgent order into a full day while it runs either', async () => {
    const find: Solve = async (problem) => solve(problem, { seed: 1, steps: 60 }).plan;
    const urgent = [orderToPlan('urgent', { priority: 'urgent' })];
    const found = async (dailyCapacity: number) => {
      const world = day(dailyCapacity, [booked('a', 'li', 2)], { unplaced: urgent });
      return (await improve(world, new Set(), find)).outcome.rows.find(
        ({ repairOrderId }) => repairOrderId === 'urgent',
      );
    };
    expect((await found(1))?.change).toBe('unplaced');
    expect((await found(2))?.change).toBe('placed');
  });

  it('are kept whatever there is', async () => {
    const scene = fc.record({
      capacity: fc.integer({ min: 0, max: 4 }),
      visits: fc.uniqueArray(
        fc.record({ who: fc.constantFrom('li', 'wang'), hour: fc.constantFrom(2, 4, 6, 26, 28) }),
        {
          selector: ({ who, hour }) => `${who} ${hour}`,
          maxLength: 6,
        },
      ),
      fresh: fc.nat(4),
      done: fc.nat(2),
    });
    await fc.assert(
      fc.asyncProperty(scene, async ({ capacity, visits: drawn, fresh, done }) => {
        const visits = drawn.map(({ who, hour }, index) => booked(`o${index}`, who, hour));
        const visitsBeside = new Map([[siteDay('site', today), done]]);
        const world = day(capacity, visits, { unplaced: orders(fresh), lastDay: today + 1, visitsBeside });
        const { rows } = await planned(world);
        for (const which of [today, today + 1]) {
          const before = visits.filter(({ startMs }) => localDay(hours.timeZone, startMs) === which).length;
          const over = which === today ? done : 0;
          expect(visitsOn(rows, which)).toBeLessThanOrEqual(Math.max(capacity - over, before));
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
