import fc from 'fast-check';
import { addDays, instantOfWall, offsetMinutes, startOfDay, wallTime } from './zones.js';

const at = Date.parse;

describe('times of a place', () => {
  it('are what the clock on the wall shows', () => {
    expect(wallTime(at('2026-03-02T09:00:00Z'), 'Asia/Shanghai')).toBe('2026-03-02T17:00');
    expect(wallTime(at('2026-07-01T23:30:00Z'), 'Europe/London')).toBe('2026-07-02T00:30');
    expect(offsetMinutes(at('2026-01-01T00:00:00Z'), 'America/St_Johns')).toBe(-210);
  });

  it('lead back to the instant', () => {
    expect(instantOfWall('2026-03-02T17:00', 'Asia/Shanghai')).toBe(at('2026-03-02T09:00:00Z'));
    expect(instantOfWall('2026-07-02T00:30', 'Europe/London')).toBe(at('2026-07-01T23:30:00Z'));
    expect(instantOfWall('', 'Europe/London')).toBeNaN();
  });

  it('take the first of an hour that comes twice, and step over one that is skipped', () => {
    expect(instantOfWall('2026-10-25T01:30', 'Europe/London')).toBe(at('2026-10-25T00:30:00Z'));
    expect(instantOfWall('2026-03-29T01:30', 'Europe/London')).toBe(at('2026-03-29T01:30:00Z'));
  });

  it('count days of 23 and 25 hours', () => {
    const before = startOfDay(at('2026-03-28T12:00:00Z'), 'Europe/London');
    expect(addDays(before, 1, 'Europe/London') - before).toBe(24 * 3_600_000);
    expect(addDays(before, 2, 'Europe/London') - before).toBe(47 * 3_600_000);
    const autumn = startOfDay(at('2026-10-25T12:00:00Z'), 'Europe/London');
    expect(addDays(autumn, 1, 'Europe/London') - autumn).toBe(25 * 3_600_000);
  });

  it('go there and back for every minute of a year in every zone', () => {
    const zones = ['Asia/Shanghai', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 525_599 }), fc.constantFrom(...zones), (minute, zone) => {
        const instant = at('2026-01-01T00:00:00Z') + minute * 60_000;
        const wall = wallTime(instant, zone);
        expect(wallTime(instantOfWall(wall, zone), zone)).toBe(wall);
      }),
    );
  });
});
