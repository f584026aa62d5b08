import fc from 'fast-check';
import { now, order, site, technician, world } from '../testing/small-world.js';
import { bestInWindow, bookableWindows } from './windows.js';

const grid = { timeZone: 'Asia/Shanghai', days: 3, minutes: 120 };
const hour = 3_600_000;
/** 09:00 of the first day. */
const at = (hours: number) => now.getTime() + hours * hour;
const local = (instantMs: number) => new Date(instantMs + 8 * hour).toISOString().slice(0, 16);

describe('bookable windows', () => {
  it('divides the days from eight to eight, without those that have begun, the cheapest first', () => {
    const found = bookableWindows(order(), world([site([technician('one')])]), now, grid);
    expect(found.map(({ fromMs }) => local(fromMs))).toEqual(
      ['02T10:00', '02T12:00', '02T14:00', '02T16:00', '03T08:00', '03T10:00', '03T12:00', '03T14:00', '03T16:00']
        .concat('04T08:00', '04T10:00', '04T12:00', '04T14:00', '04T16:00')
        .map((time) => `2026-03-${time}`),
    );
    const added = found.map(({ addedMinutes }) => addedMinutes);
    expect(added).toEqual(added.toSorted((one, other) => one - other));
    expect(added.at(-1)).toBeGreaterThan(added[0]!);
  });

  it('has nobody where everybody is booked, and the others elsewhere', () => {
    const booked = [{ startMs: at(0), finishMs: at(6), lon: 121.47, lat: 31.23 }];
    const busy = world([site([technician('one')])], { booked: new Map([['one', booked]]) });
    const first = bookableWindows(order(), busy, now, grid)
      .map(({ fromMs }) => local(fromMs))
      .toSorted()[0];
    expect(first).toBe('2026-03-02T14:00');
  });

  it('offers nobody of a franchised site, which must be asked first, until it has the order', () => {
    const franchised = world([site([technician('one')], { kind: 'franchised' })]);
    expect(bookableWindows(order(), franchised, now, grid)).toEqual([]);
    expect(bookableWindows(order({ keptSiteId: 'site' }), franchised, now, grid)).not.toEqual([]);
  });

  it('takes no notice of the times that the customer gave before', () => {
    const before = [{ from: '2026-03-02T02:00:00Z', to: '2026-03-02T03:00:00Z' }];
    const one = world([site([technician('one')])]);
    expect(bookableWindows(order({ windows: before }), one, now, grid)).toEqual(
      bookableWindows(order(), one, now, grid),
    );
  });

  it('promises only what would be booked: somebody arrives within the window, free and before the end of his day', () => {
    const minutes = fc.integer({ min: 0, max: 4_000 });
    const taken = fc.array(fc.record({ from: minutes, long: fc.integer({ min: 15, max: 300 }) }), { maxLength: 10 });
    fc.assert(
      fc.property(taken, fc.constantFrom(60, 120, 240), (list, length) => {
        let freeMs = 0;
        const booked = list
          .toSorted((one, other) => one.from - other.from)
          .map(({ from, long }) => {
            const startMs = Math.max(freeMs, now.getTime() + from * 60_000);
            freeMs = startMs + long * 60_000;
            return { startMs, finishMs: freeMs, lon: 121.5, lat: 31.25 };
          });
        const busy = world([site([technician('one')])], { booked: new Map([['one', booked]]) });
        for (const window of bookableWindows(order(), busy, now, { ...grid, minutes: length })) {
          const { startMs, finishMs } = window.candidate;
          expect(startMs).toBeGreaterThanOrEqual(window.fromMs);
          expect(startMs).toBeLessThanOrEqual(window.toMs);
          expect(booked.some((one) => one.startMs < finishMs && one.finishMs > startMs)).toBe(false);
          expect(window.addedMinutes).toBeGreaterThanOrEqual(0);
          expect(bestInWindow(order(), busy, now, window)).toEqual(window.candidate);
        }
      }),
      { numRuns: 60 },
    );
  });
});
