import fc from 'fast-check';
import {
  addWorkingTime,
  calendarFault,
  type ServiceCalendar,
  workingTimeBetween,
  workingTimeEnd,
  workingTimeStart,
} from './calendar.js';

const weekdays = [1, 2, 3, 4, 5];
const office = (timeZone: string): ServiceCalendar => ({
  timeZone,
  periods: weekdays.flatMap((weekday) => [
    { weekday, from: '09:00', to: '12:00' },
    { weekday, from: '13:00', to: '18:00' },
  ]),
  holidays: ['2026-10-01'],
});
const wholeDays = (timeZone: string): ServiceCalendar => ({
  timeZone,
  periods: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  holidays: [],
});
const hour = 3_600_000;
const zones = ['Asia/Shanghai', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago'];

describe('service calendar', () => {
  it('skips the break, the night, the weekend and holidays', () => {
    const shanghai = office('Asia/Shanghai');
    const friday = new Date('2026-09-25T03:30:00Z'); // 11:30 in Shanghai
    expect(addWorkingTime(shanghai, friday, hour).toISOString()).toBe('2026-09-25T05:30:00.000Z');
    expect(addWorkingTime(shanghai, friday, 6 * hour).toISOString()).toBe('2026-09-28T01:30:00.000Z');
    const eve = new Date('2026-09-30T09:00:00Z'); // 17:00 before the holiday
    expect(addWorkingTime(shanghai, eve, 2 * hour).toISOString()).toBe('2026-10-02T02:00:00.000Z');
  });

  it('ends at the end of a period rather than at the start of the next', () => {
    expect(addWorkingTime(office('Asia/Shanghai'), new Date('2026-09-25T01:00:00Z'), 8 * hour).toISOString()).toBe(
      '2026-09-25T10:00:00.000Z',
    );
  });

  it('counts real hours over the change to and from summer time', () => {
    const london = wholeDays('Europe/London');
    const local = (day: number, month: number) => new Date(Date.UTC(2026, month - 1, day, month === 3 ? 0 : -1));
    expect(workingTimeBetween(london, local(29, 3), new Date('2026-03-29T23:00:00Z'))).toBe(23 * hour);
    expect(workingTimeBetween(london, local(25, 10), new Date('2026-10-26T00:00:00Z'))).toBe(25 * hour);
    const night = { ...london, periods: [{ weekday: 7, from: '00:30', to: '01:30' }] };
    // 01:00 to 02:00 does not exist on that Sunday: half an hour is left
    expect(workingTimeBetween(night, new Date('2026-03-29T00:00:00Z'), new Date('2026-03-29T12:00:00Z'))).toBe(
      hour / 2 + hour / 2,
    );
  });

  it('counts around the clock where the calendar opens for too few hours', () => {
    const never = { timeZone: 'UTC', periods: [], holidays: [] };
    expect(addWorkingTime(never, new Date(0), hour)).toEqual(new Date(hour));
    const minute = { ...never, periods: [{ weekday: 1, from: '09:00', to: '09:01' }] };
    const year = 8_760 * hour;
    expect(addWorkingTime(minute, new Date(0), year)).toEqual(new Date(year));
    // 1970 began with a Thursday: 57 Mondays within 400 days
    // 1970 began with a Thursday: there are 57 Mondays within 400 days, the last is this one
    expect(workingTimeEnd(minute, new Date(0), 57 * 60_000)).toEqual(new Date('1971-02-01T09:01:00Z'));
    expect(workingTimeEnd(minute, new Date(0), 57 * 60_000 + 1)).toBeUndefined();
  });

  it('says what is wrong with a period', () => {
    expect(calendarFault([{ weekday: 1, from: '22:00', to: '06:00' }])).toContain('22:00 to 06:00');
    expect(calendarFault(office('UTC').periods)).toBeUndefined();
  });

  const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }).map((time) => new Date(time));
  const calendar = fc.oneof(
    fc.constantFrom(...zones).map(office),
    fc.constantFrom(...zones).map(wholeDays),
    fc.constant(null),
  );

  it('measures exactly what it has added, whatever the zone', () => {
    fc.assert(
      fc.property(calendar, instant, fc.integer({ min: 1, max: 60 * hour }), (hours, from, milliseconds) => {
        expect(workingTimeBetween(hours, from, addWorkingTime(hours, from, milliseconds))).toBe(milliseconds);
      }),
      { numRuns: 300 },
    );
  });

  it('goes back exactly as far as it has measured, whatever the zone', () => {
    fc.assert(
      fc.property(calendar, instant, fc.integer({ min: 1, max: 150 * hour }), (hours, to, milliseconds) => {
        expect(workingTimeBetween(hours, workingTimeStart(hours, to, milliseconds), to)).toBe(milliseconds);
      }),
      { numRuns: 300 },
    );
  });

  it('goes back within the first hour of a local day, two weeks behind which summer time had not begun', () => {
    const to = new Date('2026-03-10T04:00:00.001Z');
    expect(workingTimeStart(wholeDays('America/New_York'), to, 1)).toEqual(new Date('2026-03-10T04:00:00.000Z'));
  });

  it('adds up: the time to an instant between is part of the whole', () => {
    fc.assert(
      fc.property(calendar, instant, fc.nat(90 * hour), fc.nat(90 * hour), (hours, from, first, second) => {
        const middle = new Date(from.getTime() + first);
        const end = new Date(middle.getTime() + second);
        const parts = workingTimeBetween(hours, from, middle) + workingTimeBetween(hours, middle, end);
        expect(workingTimeBetween(hours, from, end)).toBe(parts);
      }),
      { numRuns: 300 },
    );
  });

  it('counts every millisecond in a calendar of whole days', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, fc.nat(100 * hour), (zone, from, milliseconds) => {
        const to = new Date(from.getTime() + milliseconds);
        expect(workingTimeBetween(wholeDays(zone), from, to)).toBe(milliseconds);
      }),
      { numRuns: 300 },
    );
  });
});
