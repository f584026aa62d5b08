import { booked, orderToPlan, runningDay } from '../testing/small-day.js';
import { technician } from '../testing/small-world.js';
import { courseOf } from './day-course.js';
import { neighbourhoodOf } from './neighbourhood.js';
import type { PlanWorld } from './plan-world.js';

const bounds = { able: 2, movable: 3, technicians: 3, visits: 20 };
const atHome = (id: string, lon: number, skills: Record<string, number> = { 'small-appliance': 3 }) =>
  technician(id, { home: { lon, lat: 31.23 }, skills: new Map(Object.entries(skills)) });
const chosenOf = (world: PlanWorld, upset: string[] = [], limits = bounds) =>
  neighbourhoodOf(world, courseOf(world), new Set(upset), limits)
    .sites.flatMap(({ technicians }) => technicians.map(({ id }) => id))
    .toSorted();

describe('the neighbourhood of an event', () => {
  const people = [
    atHome('near', 121.48),
    atHome('nearer, other trade', 121.475, { boilers: 3 }),
    atHome('both trades', 121.6, { boilers: 3, 'small-appliance': 1 }),
    atHome('far', 121.7),
    atHome('farthest', 122.5),
  ];

  it('are the nearest who can do an order that nobody has, and then who may relieve them', () => {
    const world = runningDay(people, [], { unplaced: [orderToPlan('urgent')] });
    expect(chosenOf(world)).toEqual(['both trades', 'far', 'near']);
    expect(chosenOf(world, [], { ...bounds, technicians: 2 })).toEqual(['far', 'near']);
  });

  it('counts where somebody is on that day, not only where he lives', () => {
    const world = runningDay(people, [booked('a', 'farthest', 3)], { unplaced: [orderToPlan('urgent')] });
    expect(chosenOf(world)).toEqual(['both trades', 'farthest', 'near']);
  });

  it('is around the visits of who is absent, with himself beside the others', () => {
    const ill = technician('ill', { absences: [{ startMs: 0, endMs: 1e15 }] });
    const world = runningDay([ill, ...people], [booked('a', 'ill', 3, { lon: 122.5 })]);
    expect(chosenOf(world, ['ill'])).toEqual(['both trades', 'far', 'farthest', 'ill']);
  });

  it('takes no more visits than it may look at', () => {
    const visits = ['near', 'far', 'farthest'].flatMap((id) =>
      [2, 4, 6].map((hour) => booked(`${id} ${hour}`, id, hour)),
    );
    const world = runningDay(people, visits, { unplaced: [orderToPlan('urgent')] });
    const near = neighbourhoodOf(world, courseOf(world), new Set(), { ...bounds, visits: 5 });
    expect(near.visits.map(({ technicianId }) => technicianId)).toEqual(['near', 'near', 'near']);
  });

  it('leaves the visits of the farther ones where they are', () => {
    const visits = ['near', 'far'].map((id) => booked(id, id, 3));
    const world = runningDay(people, visits, { unplaced: [orderToPlan('urgent')] });
    const near = neighbourhoodOf(world, courseOf(world), new Set(), { ...bounds, movable: 1 });
    expect(near.visits.flatMap(({ order, pinnedAt }) => (pinnedAt ? [order.id] : []))).toEqual(['far']);
  });

  it('lets go of a promise into the time of a visit that takes longer', () => {
    const late = booked('a', 'near', -2, {}, { isUnderWay: true, arrivedMs: 0 });
    const held = [-0.5, 3].map((hour) => {
      const { startMs, finishMs } = booked('', 'near', hour);
      return { offerId: String(hour), technicianId: 'near', startMs, finishMs, lon: 121.47, lat: 31.23 };
    });
    const world = runningDay(people, [late], { held, unplaced: [orderToPlan('urgent')] });
    const near = neighbourhoodOf(world, courseOf(world), new Set(), bounds);
    expect(near.held.map(({ offerId }) => offerId)).toEqual(['3']);
  });
});
