import { check } from '../planning/checker/checker.js';
import { solve } from '../planning/solve.js';
import { booked, orderToPlan, runningDay } from '../testing/small-day.js';
import { now, site, technician } from '../testing/small-world.js';
import { hourMs } from '../time/zones.js';
import { improve, type Solve } from './improvement.js';
import { outcomeOf } from './plan-outcome.js';
import { problemOf } from './plan-problem.js';
import type { PlanStock } from './plan-stock.js';
import type { OrderToPlan, PlanWorld } from './plan-world.js';

const away = { lon: 121.55, lat: 31.23 };
const people = [technician('li', { home: away }), technician('wang', { home: away })];
const stockOf = (vans: Record<string, string[]> = {}, atSite: string[] = []): PlanStock => {
  const pieces = (parts: string[]) => new Map(parts.map((part) => [part, 1]));
  return {
    vans: new Map(Object.entries(vans).map(([id, parts]) => [id, pieces(parts)])),
    sites: new Map([['site', pieces(atSite)]]),
  };
};
/** A follow-up for want of a motor, which is set aside at this location now. */
const followUp = (locationId: string, given: Partial<OrderToPlan> = {}): Partial<OrderToPlan> => ({
  ...away,
  partsNeeded: [{ partId: 'motor', quantity: 1 }],
  partsHeld: [{ partId: 'motor', quantity: 1, locationId }],
  ...given,
});
const day = (given: Partial<PlanWorld>) =>
  runningDay(people, [], { sites: [site(people)], stock: stockOf(), ...given });

function planned(world: PlanWorld) {
  const made = problemOf(world);
  const { plan, verdict } = solve(made.problem, { seed: 1, steps: 100 });
  expect([verdict.violations, verdict.wrongTerms]).toEqual([[], []]);
  const kinds = plan.tours.map(({ technicianId, stops }) => [technicianId, ...stops.map(({ kind }) => kind)]);
  return { made, plan, kinds, rows: outcomeOf(world, made, plan).rows };
}

describe('parts in a plan', () => {
  it('that a follow-up needs are fetched at the own site before it, once for all of them', () => {
    const unplaced = [orderToPlan('a', followUp('site')), orderToPlan('b', followUp('site')), orderToPlan('c', away)];
    const { kinds, rows, made, plan } = planned(day({ unplaced }));
    expect(kinds.flat().filter((kind) => kind === 'restock')).toHaveLength(1);
    expect(rows.map(({ repairOrderId, after }) => [repairOrderId, after?.fetchesParts])).toEqual([
      ['a', true],
      ['b', true],
      ['c', undefined],
    ]);
    const direct = plan.tours.map((tour) => ({ ...tour, stops: tour.stops.filter(({ kind }) => kind !== 'restock') }));
    const without = check(made.problem, { ...plan, tours: direct }).violations.map(({ rule }) => rule);
    expect(without).toContain('part');
  });

  it('go with who has them in his van, who needs not fetch them', () => {
    expect(planned(day({ unplaced: [orderToPlan('a', followUp('wang'))] })).kinds).toEqual([['wang', 'job']]);
    const free = stockOf({ li: ['motor'] });
    expect(planned(day({ unplaced: [orderToPlan('a', followUp('site'))], stock: free })).kinds).toEqual([
      ['li', 'job'],
    ]);
  });

  it('are not given out twice: one motor in the van, the other from the site', () => {
    const li = [people[0]!];
    const unplaced = [orderToPlan('a', followUp('site')), orderToPlan('b', followUp('site'))];
    const { kinds } = planned(day({ sites: [site(li)], unplaced, stock: stockOf({ li: ['motor'] }) }));
    expect(kinds.flat().filter((kind) => kind === 'job')).toHaveLength(2);
    expect(kinds.flat()).toContain('restock');
  });

  it('that are only likely draw a visit to who has one with him, and are no matter where the own site has it or it is set aside', () => {
    const likely = { ...away, likelyParts: [{ partId: 'pump', quantity: 1, probability: 0.6 }] };
    const who = (given: Partial<OrderToPlan>, stock: PlanStock) =>
      planned(day({ unplaced: [orderToPlan('a', { ...likely, ...given })], stock }));
    expect(who({}, stockOf({ wang: ['pump'] })).kinds).toEqual([['wang', 'job']]);
    expect(who({}, stockOf({ li: ['pump'] })).kinds).toEqual([['li', 'job']]);
    const cost = (given: Partial<OrderToPlan>, stock: PlanStock) => who(given, stock).plan.terms.firstTimeFix;
    const missing = cost({}, stockOf());
    const held = { partsHeld: [{ partId: 'pump', quantity: 1, locationId: 'far away' }] };
    expect(cost({}, stockOf({}, ['pump']))).toBeLessThan(missing);
    expect(cost(held, stockOf())).toBe(cost({}, stockOf({}, ['pump'])));
  });

  it('are fetched in an improvement of the running day too', async () => {
    const find: Solve = async (problem) => solve(problem, { seed: 1, steps: 60 }).plan;
    const world = day({
      visits: [booked('x', 'wang', 3)],
      unplaced: [
        orderToPlan('urgent', followUp('site', { priority: 'urgent', dueBy: new Date(now.getTime() + 6 * hourMs) })),
      ],
    });
    const { outcome } = await improve(world, new Set(), find);
    expect(outcome.rows.find(({ change }) => change === 'placed')?.after?.fetchesParts).toBe(true);
  });

  it('are nobody’s business in a world that knows none', () => {
    const { stock: _, ...unstocked } = day({ unplaced: [orderToPlan('a', followUp('site'))] });
    expect(planned(unstocked).kinds.flat()).not.toContain('restock');
  });
});
