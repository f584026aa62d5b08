import fc from 'fast-check';
import { addWorkingMinutes, overlapIn, stretchesOf, type WorkingHours, workingMinutesBetween } from './weekly-hours.js';
import { instantOf, isoDay, localDay, weekdayOf } from './zones.js';

const office: WorkingHours = {
  timeZone: 'Europe/Berlin',
  periods: [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: '08:00', to: '12:00' },
    { weekday, from: '13:00', to: '17:00' },
  ]),
  holidays: new Set(['2026-04-03', '2026-04-06']),
};
const after = (from: string, minutes: number, hours = office) =>
  new Date(addWorkingMinutes(hours, Date.parse(from), minutes)).toISOString();

describe('working hours', () => {
  it.each([
    ['2026-03-02T08:00:00Z', 30, '2026-03-02T08:30:00.000Z', 'within a period'],
    ['2026-03-02T10:50:00Z', 30, '2026-03-02T12:20:00.000Z', 'over the lunch break'],
    ['2026-03-02T15:50:00Z', 30, '2026-03-03T07:20:00.000Z', 'over the night'],
    ['2026-03-06T15:50:00Z', 30, '2026-03-09T07:20:00.000Z', 'over the weekend'],
    ['2026-03-01T12:00:00Z', 30, '2026-03-02T07:30:00.000Z', 'from a Sunday'],
    ['2026-03-02T10:30:00Z', 30, '2026-03-02T11:00:00.000Z', 'to the very end of a period'],
    ['2026-04-02T14:50:00Z', 30, '2026-04-07T06:20:00.000Z', 'over Easter and its summer time'],
    ['2026-03-27T15:50:00Z', 30, '2026-03-30T06:20:00.000Z', 'over the night on which summer time begins'],
  ])('%s + %i minutes = %s (%s)', (from, minutes, expected) => {
    expect(after(from, minutes)).toBe(expected);
  });

  it('count hours that overlap once', () => {
    const monday = (...times: [string, string][]) => times.map(([from, to]) => ({ weekday: 1, from, to }));
    const periods = monday(['13:00', '17:00'], ['08:00', '12:00'], ['10:00', '13:00'], ['09:00', '11:00']);
    const doubled = { ...office, periods };
    expect(after('2026-03-02T07:00:00Z', 6 * 60, doubled)).toBe('2026-03-02T13:00:00.000Z');
    const [from, to] = [Date.parse('2026-03-02T00:00:00Z'), Date.parse('2026-03-03T00:00:00Z')];
    expect(workingMinutesBetween(doubled, from, to)).toBe(9 * 60);
    const day = localDay('Europe/Berlin', from);
    expect(stretchesOf(doubled, day).map(({ startMs, endMs }) => (endMs - startMs) / 3_600_000)).toEqual([5, 4]);
    expect(overlapIn(periods)).toBe(2);
    expect(overlapIn([...office.periods, { weekday: 6, from: '11:00', to: '14:00' }])).toBe(-1);
  });

  it('count around the clock without periods, and do not hang when every day is a holiday', () => {
    expect(after('2026-03-01T00:00:00Z', 30, { ...office, periods: [] })).toBe('2026-03-01T00:30:00.000Z');
    const never = {
      ...office,
      periods: [{ weekday: 1, from: '08:00', to: '09:00' }],
      holidays: { has: () => true } as unknown as Set<string>,
    };
    expect(after('2026-03-01T00:00:00Z', 30, never)).toBe('2026-03-01T00:30:00.000Z');
  });

  it('are counted between two instants as they are added', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 0, max: 5_000 }), (start, minutes) => {
        const from = Date.parse('2026-01-01T00:00:00Z') + start * 60_000;
        const to = addWorkingMinutes(office, from, minutes);
        expect(workingMinutesBetween(office, from, to)).toBeCloseTo(minutes, 6);
        expect(workingMinutesBetween({ ...office, periods: [] }, from, to)).toBe((to - from) / 60_000);
        expect(workingMinutesBetween(office, to, from)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('add up: first some minutes and then the rest is the same as all at once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500_000 }),
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: 1, max: 2_000 }),
        (start, one, other) => {
          const from = Date.parse('2026-01-01T00:00:00Z') + start * 60_000;
          expect(addWorkingMinutes(office, addWorkingMinutes(office, from, one), other)).toBe(
            addWorkingMinutes(office, from, one + other),
          );
        },
      ),
    );
  });

  it('know local days in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/St_Johns', 'Pacific/Auckland'),
        fc.integer({ min: 0, max: 40_000 }),
        (zone, hour) => {
          const instant = Date.parse('2024-01-01T00:00:00Z') + hour * 3_600_000;
          const day = localDay(zone, instant);
          const local = new Intl.DateTimeFormat('en-CA', {
            timeZone: zone,
            year: 'numeric',
            month: '2-digit',
            day: '2-digit',
          }).format(instant);
          expect(isoDay(day)).toBe(local);
          expect(instantOf(zone, day, 0)).toBeLessThanOrEqual(instant);
        },
      ),
    );
    expect(weekdayOf(localDay('Asia/Shanghai', Date.parse('2026-03-02T01:00:00Z')))).toBe(1);
  });

  it('leave holidays out', () => {
    expect(stretchesOf(office, localDay('Europe/Berlin', Date.parse('2026-04-03T10:00:00Z')))).toEqual([]);
  });
});
