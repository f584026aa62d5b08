import { DateTime } from 'luxon';
import { reportTimes } from './schedule.js';

describe('the times of the reports', () => {
  const friday = Date.parse('2026-03-06T00:00:00Z');
  const times = reportTimes(1_000, 2, friday, 'Europe/London');

  it('rise evenly over working hours and leave out the weekend', () => {
    const days = times.map((time) => DateTime.fromMillis(time, { zone: 'Europe/London' }).toISODate());
    expect(days.filter((day) => day === '2026-03-06')).toHaveLength(500);
    expect(days.filter((day) => day === '2026-03-09')).toHaveLength(500);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const hours = times.map((time) => DateTime.fromMillis(time, { zone: 'Europe/London' }).hour);
    expect(Math.min(...hours)).toBe(8);
    expect(Math.max(...hours)).toBeLessThanOrEqual(18);
  });
});
