import fc from 'fast-check';
import { solve as search } from '../planning/solve.js';
import { absent, booked, orderToPlan, runningDay } from '../testing/small-day.js';
import { now, site, technician } from '../testing/small-world.js';
import { hourMs } from '../time/zones.js';
import { courseOf } from './day-course.js';
import { improve, type Solve, usualBudget } from './improvement.js';
import type { PlanWorld, VisitToPlan } from './plan-world.js';

const west = { lon: 121.35, lat: 31.23 };
const east = { lon: 121.59, lat: 31.23 };
const solve: Solve = async (problem) => {
  const { plan, verdict } = search(problem, { seed: 1, steps: 60 });
  expect([verdict.violations, verdict.wrongTerms]).toEqual([[], []]);
  return plan;
};

async function improved(world: PlanWorld, changes = usualBudget.changes) {
  const { visits, displaced } = courseOf(world);
  const found = await improve({ ...world, visits }, displaced, solve, { ...usualBudget, changes });
  const changed = found.outcome.rows.filter(({ change }) => change === 'moved' || change === 'placed');
  return { ...found, displaced, changed, ids: changed.map(({ repairOrderId }) => repairOrderId).toSorted() };
}

describe('an improvement of a running day', () => {
  it('finds nothing where all is well', async () => {
    const world = runningDay([technician('li'), technician('wang')], [booked('a', 'li', 2), booked('b', 'wang', 2)]);
    expect((await improved(world)).isWorthwhile).toBe(false);
  });

  it('gives the visits of who is absent to the others and leaves theirs alone', async () => {
    const ill = absent('li', -1, 12);
    const visits = [booked('a', 'li', 2), booked('b', 'li', 4), booked('c', 'wang', 2), booked('d', 'wang', 0.5)];
    const found = await improved(runningDay([ill, technician('wang')], visits));
    expect([found.isWorthwhile, found.ids, found.changedOthers]).toEqual([true, ['a', 'b'], 0]);
    expect(found.changed.map(({ after }) => after?.technicianId)).toEqual(['wang', 'wang']);
  });

  it('says when nobody can take a visit over', async () => {
    const ill = absent('li', -1, 12);
    const unable = technician('wang', { skills: new Map([['boilers', 5]]) });
    const found = await improved(runningDay([ill, unable], [booked('a', 'li', 2)]));
    expect([found.isWorthwhile, found.outcome.rows.map(({ change }) => change)]).toEqual([false, ['unplaced']]);
  });

  it('says the same of the only technician of a site', async () => {
    const ill = absent('li', -12, 24);
    const found = await improved(runningDay([ill], [booked('a', 'li', 2)]));
    expect([found.isWorthwhile, found.outcome.rows.map(({ change }) => change)]).toEqual([false, ['unplaced']]);
  });

  it('makes room for an urgent order that only one technician can do: what stands in its way moves', async () => {
    const master = technician('master', { skills: new Map([['small-appliance', 5]]), workOn: (day) => morning(day) });
    const visits = [booked('a', 'master', 2, { requiredLevel: 2 })];
    const urgent = orderToPlan('urgent', {
      requiredLevel: 5,
      priority: 'urgent',
      windows: [{ from: at(1.5), to: at(2.5) }],
    });
    const found = await improved(runningDay([master, technician('wang')], visits, { unplaced: [urgent] }));
    expect([found.ids, found.changedOthers]).toEqual([['a', 'urgent'], 1]);
    expect((await improved(runningDay([master, technician('wang')], visits, { unplaced: [urgent] }), 0)).ids).toEqual(
      [],
    );
  });

  it('keeps what a person booked against the rules where it is', async () => {
    const early = booked('a', 'li', -0.5 + 24 - 9); // half past eleven at night
    const other = booked('b', 'wang', 3, west);
    const world = runningDay([technician('li'), technician('wang')], [early, other], {
      unplaced: [orderToPlan('urgent', { priority: 'urgent' })],
    });
    const found = await improved(world);
    expect(found.ids).toContain('urgent');
    expect(found.ids).not.toContain('a');
  });

  it('never moves a visit that a person has pinned, even for one whose technician is absent', async () => {
    const ill = absent('li', -1, 12);
    const pin = { isPinned: true };
    const visits = [booked('a', 'li', 2, {}, pin), booked('b', 'li', 4), booked('c', 'wang', 4, {}, pin)];
    const found = await improved(runningDay([ill, technician('wang')], visits));
    expect(found.ids).toEqual(['b']);
    expect(found.outcome.rows.filter(({ isPinned }) => isPinned).map(({ change }) => change)).toEqual(['kept', 'kept']);
  });

  it('leaves what is booked with a suspended site, and gives it nothing', async () => {
    const people = [absent('li', -1, 12), technician('wang')];
    const world = runningDay(people, [booked('a', 'li', 2)], {
      sites: [site(people, { status: 'suspended' })],
      unplaced: [orderToPlan('urgent', { priority: 'urgent' })],
    });
    expect((await improved(world)).ids).toEqual([]);
  });

  it('gives an order that nobody has to no site that must be asked', async () => {
    const people = [technician('li')];
    const unplaced = [orderToPlan('urgent', { priority: 'urgent' })];
    expect(
      (await improved(runningDay(people, [], { sites: [site(people, { kind: 'franchised' })], unplaced }))).ids,
    ).toEqual([]);
    expect((await improved(runningDay(people, [], { unplaced }))).ids).toEqual(['urgent']);
  });

  it.each([
    [5, 2],
    [2, 0],
    [1, 0],
    [0, 0],
  ])(
    'changes at most %i visits, and at least %i, of a day that could be turned round altogether',
    async (most, least) => {
      // Everybody drives across the town all day.
      const people = ['li', 'wang', 'zhao'].map((id) => technician(id));
      const visits = people.flatMap(({ id }, index) =>
        [1.5, 3.5, 5.5].map((hour, turn) => booked(`${id} ${hour}`, id, hour, (turn + index) % 2 === 0 ? west : east)),
      );
      const found = await improved(runningDay(people, visits), most);
      expect(found.changedOthers).toBeLessThanOrEqual(most);
      expect(found.changedOthers).toBeGreaterThanOrEqual(least);
    },
  );

  it('never moves what is fixed, never more than it may, and never makes a day dearer, whatever happens', async () => {
    const place = fc.record({
      who: fc.constantFrom('li', 'wang', 'zhao'),
      hour: fc.integer({ min: 0, max: 6 }),
      isWest: fc.boolean(),
      isPinned: fc.boolean(),
    });
    const scene = fc.record({
      visits: fc.array(place, { maxLength: 9 }),
      isIll: fc.boolean(),
      isLate: fc.boolean(),
      hasUrgent: fc.boolean(),
      changes: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(scene, async ({ visits: drawn, isIll, isLate, hasUrgent, changes }) => {
        const li = isIll ? absent('li', 1, 9) : technician('li');
        const visits = apart(
          drawn.map(({ who, hour, isWest, isPinned }, index) =>
            booked(`o${index}`, who, hour * 1.5 + (isLate && who === 'wang' ? 0.2 : 0), isWest ? west : east, {
              isPinned,
            }),
          ),
        );
        const world = runningDay([li, technician('wang'), technician('zhao')], visits, {
          unplaced: hasUrgent ? [orderToPlan('urgent', { priority: 'urgent' })] : [],
        });
        const found = await improved(world, changes);
        const others = found.changed.filter(({ repairOrderId, visit }) => visit && !found.displaced.has(repairOrderId));
        expect(others.length).toBeLessThanOrEqual(changes);
        const frozen = new Set(
          visits.filter(({ startMs }) => startMs < now.getTime() + hourMs).map(({ order }) => order.id),
        );
        expect(others.filter(({ repairOrderId }) => frozen.has(repairOrderId))).toEqual([]);
        expect(found.changed.filter(({ isPinned }) => isPinned)).toEqual([]);
        expect(found.cost).toBeLessThanOrEqual(found.costBefore + 1e-6);
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});

const at = (hours: number) => new Date(now.getTime() + hours * hourMs).toISOString();
const morning = (day: number) => [{ day, startMs: now.getTime(), endMs: now.getTime() + 3.5 * hourMs }];

/** Without those that meet another of the same technician. */
const apart = (visits: readonly VisitToPlan[]): VisitToPlan[] =>
  visits.filter(
    (one, index) =>
      !visits
        .slice(0, index)
        .some((other) => other.technicianId === one.technicianId && Math.abs(other.startMs - one.startMs) < hourMs),
  );
