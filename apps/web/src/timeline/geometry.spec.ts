import { daysOf, instantAt, leftOf, ticksOf, widthOf } from './geometry.js';

const hour = 3_600_000;
/** The clock goes forward on 29 March at one. */
const from = Date.parse('2026-03-28T00:00:00Z');
const span = { from, to: Date.parse('2026-03-30T23:00:00Z'), hourWidth: 10 };
const wall = (tick: number) => new Date(tick).toISOString().slice(5, 16);

describe('the scale of the timeline', () => {
  it('has its days and hours where the clock of the place has them, on a short day too', () => {
    expect(daysOf(span, 'Europe/London').map(wall)).toEqual(['03-28T00:00', '03-29T00:00', '03-29T23:00']);
    expect(ticksOf(span, 360, 'Europe/London').map(wall)).toEqual([
      ...['03-28T00:00', '03-28T06:00', '03-28T12:00', '03-28T18:00'],
      ...['03-29T00:00', '03-29T05:00', '03-29T11:00', '03-29T17:00'],
      ...['03-29T23:00', '03-30T05:00', '03-30T11:00', '03-30T17:00'],
    ]);
    expect(ticksOf(span, 60, 'Europe/London')).toHaveLength(71);
  });

  it('leads from instants to pixels and back', () => {
    const day = { from, to: from + 24 * hour, hourWidth: 50 };
    expect(widthOf(day)).toBe(1_200);
    expect(leftOf(from + 9.5 * hour, day)).toBe(475);
    expect(instantAt(478, day)).toBe(from + 9.5 * hour);
  });

  it('snaps to the quarter, or to the hour where hours are narrow', () => {
    expect(instantAt(13, span)).toBe(from + 1.25 * hour);
    expect(instantAt(13, { ...span, hourWidth: 4 })).toBe(from + 3 * hour);
  });
});
