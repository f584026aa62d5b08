import { solve as search } from '../planning/solve.js';
import { courseOf } from '../plans/day-course.js';
import type { Solve } from '../plans/improvement.js';
import { neighbourhoodOf } from '../plans/neighbourhood.js';
import type { PlanWorld } from '../plans/plan-world.js';
import { booked, orderToPlan, runningDay } from '../testing/small-day.js';
import { now, technician } from '../testing/small-world.js';
import { hourMs } from '../time/zones.js';
import { improveDay, usualChains } from './improve-day.js';

const solve: Solve = async (problem) => {
  const { plan, verdict } = search(problem, { seed: 1, steps: 2_000 });
  expect([verdict.violations, verdict.wrongTerms]).toEqual([[], []]);
  return plan;
};
const at = (hours: number) => new Date(now.getTime() + hours * hourMs).toISOString();
const morning = (day: number) => [{ day, startMs: now.getTime() + 1.5 * hourMs, endMs: now.getTime() + 2.6 * hourMs }];
const person = (id: string, level: number) =>
  technician(id, { skills: new Map([['small-appliance', level]]), workOn: morning });
const urgent = orderToPlan('urgent', {
  requiredLevel: 5,
  priority: 'urgent',
  windows: [{ from: at(1.5), to: at(2) }],
});
/** Everybody has time for one visit. Each has one that only who is above him could take over as well, and the last one is free. */
const crew = [person('master', 5), person('mate', 4), person('lad', 3)];
const visits = [booked('a', 'master', 1.5, { requiredLevel: 4 }), booked('b', 'mate', 1.5, { requiredLevel: 3 })];

async function improved(world: PlanWorld, changes: number) {
  const course = courseOf(world);
  const near = neighbourhoodOf(world, course, new Set(), { able: 1, movable: 1, technicians: 1, visits: 50 });
  const { found, isChain } = await improveDay(world, course, near, solve, undefined, { ...usualChains, changes });
  const moved = found.outcome.rows.flatMap(({ repairOrderId, after }) =>
    after ? [[repairOrderId, after.technicianId]] : [],
  );
  return {
    isChain,
    isWorthwhile: found.isWorthwhile,
    changedOthers: found.changedOthers,
    moved: moved.toSorted(),
    found,
  };
}

describe('an improvement of a running day for what its neighbourhood has no place for', () => {
  it('is a chain of visits of the whole site, each of which takes the place of the next', async () => {
    const { moved, found, ...rest } = await improved(runningDay(crew, visits, { unplaced: [urgent] }), 2);
    expect(rest).toEqual({ isChain: true, isWorthwhile: true, changedOthers: 2 });
    expect(moved).toEqual([
      ['a', 'mate'],
      ['b', 'lad'],
      ['urgent', 'master'],
    ]);
    expect(found.cost).toBeLessThan(found.costBefore);
  });

  it('is none where the chain would be too long', async () => {
    const { isChain, moved } = await improved(runningDay(crew, visits, { unplaced: [urgent] }), 1);
    expect([isChain, moved]).toEqual([false, []]);
  });

  it('leaves the visits of somebody whom a person has booked against the rules where they are', async () => {
    const late = [...visits, booked('night', 'mate', 14)];
    const { isChain, moved } = await improved(runningDay(crew, late, { unplaced: [urgent] }), 2);
    expect([isChain, moved]).toEqual([false, []]);
  });

  it('is that of the neighbourhood where everything has a place', async () => {
    const { isChain, moved } = await improved(runningDay(crew, [], { unplaced: [urgent] }), 2);
    expect([isChain, moved]).toEqual([false, [['urgent', 'master']]]);
  });
});
