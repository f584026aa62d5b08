import { type IcsLine, IcsFault } from './ics-lines.js';

/** A day of the calendar; months count from 1. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** A rule by which a day comes again each year, or every few years. */
export interface YearlyRule {
  interval: number;
  count: number;
  /** The last day on which it may begin, `YYYYMMDD`. */
  until: string;
  month: number;
  on: { day: number } | { nth: number; weekday: number };
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/**
 * Reads an RRULE (RFC 5545, 3.3.10) as holidays have them: yearly, on a day of a month (from its end if negative) or on the nth weekday of a month,
 * the month and day of the start where it names none. Throws IcsFault for everything else.
 */
export function yearlyRule({ line, value }: IcsLine, start: CalendarDay): YearlyRule {
  const refuse = (what: string): never => {
    throw new IcsFault(
      line,
      `RRULE ${what}: only days that come again each year are read, such as FREQ=YEARLY;BYMONTH=5;BYDAY=1MO`,
    );
  };
  const parts = new Map<string, string>();
  for (const part of value.split(';').filter((text) => text !== '')) {
    const [key = '', given = ''] = part.split('=');
    parts.set(key.toUpperCase(), given.toUpperCase());
  }
  const unknown = [...parts.keys()].find((key) => !known.has(key));
  if (unknown !== undefined) refuse(`has ${unknown}`);
  if (parts.get('FREQ') !== 'YEARLY') refuse(`has FREQ=${parts.get('FREQ') ?? ''}`);
  const whole = (key: string, usual: number, [least, most]: readonly [number, number]): number => {
    const text = parts.get(key) ?? String(usual);
    const number = /^[+-]?\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most && number !== 0 ? number : refuse(`has ${key}=${text}`);
  };
  const month = whole('BYMONTH', start.month, [1, 12]);
  const until = parts.get('UNTIL') ?? '99991231';
  if (!/^\d{8}(T\d{6}Z?)?$/.test(until)) refuse(`has UNTIL=${until}`);
  const rule = {
    interval: whole('INTERVAL', 1, [1, 1000]),
    count: whole('COUNT', 100_000, [1, 100_000]),
    until: until.slice(0, 8),
    month,
  };
  const byDay = parts.get('BYDAY');
  if (byDay === undefined) return { ...rule, on: { day: whole('BYMONTHDAY', start.day, [-31, 31]) } };
  const [, nth, name = ''] = /^([+-]?[1-5])(SU|MO|TU|WE|TH|FR|SA)$/.exec(byDay) ?? [];
  if (nth === undefined || !parts.has('BYMONTH') || parts.has('BYMONTHDAY')) return refuse(`has BYDAY=${byDay}`);
  return { ...rule, on: { nth: Number(nth), weekday: weekdays.indexOf(name) } };
}

const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST']);

/** The day of the rule in a year; undefined in a year that has none, such as one without 29 February. */
export function dayOfYear({ month, on }: YearlyRule, year: number): CalendarDay | undefined {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = 'day' in on ? (on.day > 0 ? on.day : length + 1 + on.day) : nthWeekday(year, month, length, on);
  return day >= 1 && day <= length ? { year, month, day } : undefined;
}

function nthWeekday(year: number, month: number, length: number, on: { nth: number; weekday: number }): number {
  const weekdayOf = (day: number) => new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  if (on.nth > 0) return 1 + ((on.weekday - weekdayOf(1) + 7) % 7) + 7 * (on.nth - 1);
  return length - ((weekdayOf(length) - on.weekday + 7) % 7) + 7 * (on.nth + 1);
}
