import { greatCircleTravel, type Spot } from '../matching/travel.js';
import { check } from '../planning/checker/checker.js';
import { solve } from '../planning/solve.js';
import { booked, orderToPlan, runningDay } from '../testing/small-day.js';
import { now, technician } from '../testing/small-world.js';
import { minuteMs } from '../time/zones.js';
import { outcomeOf } from './plan-outcome.js';
import { problemOf } from './plan-problem.js';
import type { PlanWorld } from './plan-world.js';
import { placesOf, roadsBy } from './roads.js';

const west = { lon: 121.3, lat: 31.23 };
const east = { lon: 121.6, lat: 31.23 };

/** Roads that no great circle would give: to the east 40 minutes, back 20, to who is neither east nor west of it 30. */
function withRoads(world: PlanWorld): PlanWorld {
  const places = placesOf(world);
  const seconds = (from: Spot, to: Spot) =>
    60 * (to.lon > from.lon ? 40 : to.lon < from.lon ? 20 : from.lat === to.lat ? 0 : 30);
  const table = Float64Array.from(places.flatMap((from) => places.map((to) => seconds(from, to))));
  return { ...world, ...roadsBy(places, { places: places.length, seconds: table, metres: table, provider: 'osrm' }) };
}

describe('the roads of a plan', () => {
  const day = (given: Partial<PlanWorld> = {}) =>
    withRoads(
      runningDay([technician('li')], [booked('a', 'li', 2, west), booked('b', 'li', 5, east)], {
        unplaced: [orderToPlan('c', { lon: 121.4 })],
        ...given,
      }),
    );

  it('are those of the table for every pair of places, and say who told them', () => {
    const world = day();
    const { problem, spots } = problemOf(world);
    const { travel } = problem;
    expect([travel.provider, travel.places, spots.length]).toEqual(['osrm', 4, 4]);
    spots.forEach((from, row) =>
      spots.forEach((to, column) => {
        const { seconds, metres } = world.travel(from, to);
        expect(travel.seconds[row * travel.places + column]).toBe(seconds);
        expect(travel.metres[row * travel.places + column]).toBe(metres);
        expect(seconds).toBe(60 * (to.lon > from.lon ? 40 : to.lon < from.lon ? 20 : 0));
      }),
    );
  });

  it('are driven in the plan and in its comparison', () => {
    const world = day();
    const made = problemOf(world);
    const { plan } = solve(made.problem, { seed: 1, steps: 100 });
    expect(check(made.problem, plan).violations).toEqual([]);
    const { rows, before } = outcomeOf(world, made, plan);
    expect(before.travelMinutes).toBe(20 + 40 + 20);
    expect([1200, 2400]).toContain(rows.find(({ change }) => change === 'placed')?.after?.travelSeconds);
  });

  it('are the same for what is pinned: a shift is long enough for the way to it, two pins too close count as one place', () => {
    const pin = { isPinned: true };
    const visits = [
      booked('a', 'li', -3, west, pin),
      booked('b', 'li', -1.9, east, pin),
      booked('c', 'li', 5, east, pin),
    ];
    const made = problemOf(day({ visits, unplaced: [], nowMs: now.getTime() - 12 * 60 * minuteMs }));
    const [first] = made.problem.technicians[0]!.shifts;
    expect(first!.startSeconds * 1000 + made.originMs).toBe(visits[0]!.startMs - 20 * minuteMs);
    const { plan, verdict } = solve(made.problem, { seed: 1, steps: 20 });
    expect([verdict.violations, plan.unserved]).toEqual([[], []]);
  });

  it('go by the great circle to a place that the table does not have', () => {
    const world = day();
    const far = { lon: 122, lat: 31 };
    const { travel } = problemOf({ ...world, unplaced: [orderToPlan('d', far)] }).problem;
    const home = technician('li').home;
    const all = [...travel.seconds];
    expect(all).toContain(greatCircleTravel(home, far).seconds);
    expect(all).toContain(2400);
  });
});
