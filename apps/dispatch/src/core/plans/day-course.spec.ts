import { booked, runningDay } from '../testing/small-day.js';
import { now, technician } from '../testing/small-world.js';
import { hourMs, minuteMs } from '../time/zones.js';
import { courseOf } from './day-course.js';
import type { VisitToPlan } from './plan-world.js';

const at = (hours: number) => now.getTime() + hours * hourMs;
const courseOfVisits = (visits: VisitToPlan[], li = technician('li')) => courseOf(runningDay([li], visits));
const pinned = ({ visits }: { visits: VisitToPlan[] }) =>
  visits.flatMap(({ order, pinnedAt }) => (pinnedAt ? [[order.id, pinnedAt.startMs, pinnedAt.finishMs]] : []));

describe('the course of a running day', () => {
  it('leaves all where they are booked as long as nothing happens', () => {
    const course = courseOfVisits([booked('a', 'li', 0.5), booked('b', 'li', 2)]);
    expect([pinned(course), [...course.displaced]]).toEqual([[['a', at(0.5), at(1.5)]], []]);
  });

  it('follows who is still at work when he should have left: he stays another quarter of an hour, and what he cannot reach is displaced', () => {
    const course = courseOfVisits([
      booked('a', 'li', -2, {}, { isUnderWay: true, arrivedMs: at(-2) }),
      booked('b', 'li', 0.1),
      booked('c', 'li', 1.2),
      booked('d', 'li', 4),
    ]);
    const until = at(0) + 15 * minuteMs;
    // The second begins within the hour and stays: it comes after the first. What comes after it is too late.
    expect(pinned(course)).toEqual([
      ['a', until - hourMs, until],
      ['b', until, until + hourMs],
    ]);
    expect([...course.displaced]).toEqual(['c']);
  });

  it('leaves what a person has booked too close together to him', () => {
    const course = courseOfVisits([booked('a', 'li', 2), booked('b', 'li', 3, { lon: 121.9 })]);
    expect([...course.displaced]).toEqual([]);
  });

  it('leaves a pinned visit where it is, later only as far as the one before it really goes on', () => {
    const pin = { isPinned: true };
    const lateBefore = (etaMs: number) => [
      booked('a', 'li', 0, {}, { isUnderWay: true, etaMs }),
      booked('b', 'li', 1, { lon: 121.9 }, pin),
      booked('c', 'li', 7, { partsAvailableAt: new Date(at(8)) }, pin),
    ];
    expect(pinned(courseOfVisits(lateBefore(at(0)))).slice(1)).toEqual([
      ['b', at(1), at(2)],
      ['c', at(7), at(8)],
    ]);
    const late = courseOfVisits(lateBefore(at(2)));
    expect([...late.displaced]).toEqual([]);
    const [, [, startMs = 0] = [], [, lastMs] = []] = pinned(late) as [string, number, number][];
    expect(startMs).toBeGreaterThan(at(3));
    expect(lastMs).toBe(at(7));
  });

  it('believes a reported arrival time', () => {
    const course = courseOfVisits([
      booked('a', 'li', 0, {}, { isUnderWay: true, etaMs: at(1) }),
      booked('b', 'li', 1.5),
      booked('c', 'li', 2.5),
    ]);
    expect([pinned(course), [...course.displaced]]).toEqual([[['a', at(1), at(2)]], ['b']]);
  });

  it('displaces the visits of who is absent, also the next one, but none that is under way', () => {
    const absences = [{ startMs: at(-1), endMs: at(3) }];
    const course = courseOfVisits(
      [booked('a', 'li', 0, {}, { isUnderWay: true, arrivedMs: at(0) }), booked('b', 'li', 1.1), booked('c', 'li', 5)],
      technician('li', { absences }),
    );
    expect([...course.displaced]).toEqual(['b']);
    expect(pinned(course).map(([id]) => id)).toEqual(['a']);
  });

  it('displaces a visit whose parts are not there in time', () => {
    const course = courseOfVisits([booked('a', 'li', 2, { partsAvailableAt: new Date(at(3)) }), booked('b', 'li', 4)]);
    expect([...course.displaced]).toEqual(['a']);
  });
});
