import { weekOf, weeksBefore } from './weeks.js';

describe('weekOf', () => {
  it.each([
    ['2026-03-02T00:00:00.000Z', '2026-W10', '2026-03-02'],
    ['2026-03-01T23:59:59.999Z', '2026-W09', '2026-02-23'],
    ['2027-01-03T12:00:00.000Z', '2026-W53', '2026-12-28'],
    ['2024-12-30T00:00:00.000Z', '2025-W01', '2024-12-30'],
    ['1969-12-31T00:00:00.000Z', '1970-W01', '1969-12-29'],
  ])('puts %s into %s, which begins on %s', (time, period, monday) => {
    const week = weekOf(new Date(time));
    expect(week.period).toBe(period);
    expect(week.start.toISOString()).toBe(`${monday}T00:00:00.000Z`);
    expect(week.end.getTime() - week.start.getTime()).toBe(7 * 86_400_000);
  });
});

describe('weeksBefore', () => {
  it('gives whole weeks without the running one, oldest first', () => {
    expect(weeksBefore(new Date('2026-03-04T08:00:00Z'), 2).map(({ period }) => period)).toEqual([
      '2026-W08',
      '2026-W09',
    ]);
  });
});
