import fc from 'fast-check';
import { BookedTimes, nothingBooked } from './booked-times.js';

const time = fc.record({
  technicianId: fc.constantFrom('li', 'wang', 'zhao'),
  startMs: fc.nat(1_000),
  minutes: fc.nat(9),
  lon: fc.nat(90),
});

describe('the booked times', () => {
  it('of everybody are his own, by start, in whatever order they were read', () => {
    fc.assert(
      fc.property(fc.uniqueArray(time, { selector: ({ startMs }) => startMs }), (drawn) => {
        const times = drawn.map(({ minutes, ...one }) => ({
          ...one,
          finishMs: one.startMs + minutes,
          lat: one.lon / 2,
        }));
        const booked = BookedTimes.of(times);
        for (const id of ['li', 'wang', 'zhao', 'nobody'])
          expect(booked.list(id)).toEqual(
            times
              .filter(({ technicianId }) => technicianId === id)
              .map(({ technicianId: _, ...one }) => one)
              .toSorted((one, other) => one.startMs - other.startMs),
          );
      }),
    );
    expect([nothingBooked.rowOf('li'), nothingBooked.list('li')]).toEqual([-1, []]);
  });
});
