import { DateTime, IANAZone } from 'luxon';

export interface CalendarPeriod {
  /** 1 is Monday, 7 Sunday. */
  weekday: number;
  /** Local time, `HH:mm`. */
  from: string;
  /** Local time, `HH:mm`; `24:00` is the end of the day. */
  to: string;
}

/** Hours in which a clock runs, on the walls of one time zone. */
export interface ServiceCalendar {
  timeZone: string;
  periods: CalendarPeriod[];
  /** Local days, `YYYY-MM-DD`, on which nothing runs. */
  holidays: string[];
}

/** No calendar: around the clock. */
export type WorkingHours = ServiceCalendar | null;

type Interval = [from: number, to: number];

/** What takes longer than this is no promise; the search for it must not keep everybody else waiting. */
export const longestPromiseDays = 400;
/** A clock that has run longer than this counts no further. */
const longestRunDays = 3_700;
const minuteMilliseconds = 60_000;

/**
 * The instant at which `milliseconds` of working time have passed since `from`; at a boundary the end of the period, not the start of
 * the next. Exact over changes to and from summer time: what counts is real time inside the periods. In a calendar that opens for too few hours within
 * 400 days it counts around the clock rather than never ending.
 */
export function addWorkingTime(hours: WorkingHours, from: Date, milliseconds: number): Date {
  return workingTimeEnd(hours, from, milliseconds) ?? new Date(from.getTime() + milliseconds);
}

/** The same; undefined for a calendar that opens for too few hours. */
export function workingTimeEnd(hours: WorkingHours, from: Date, milliseconds: number): Date | undefined {
  if (!hours) return new Date(from.getTime() + milliseconds);
  if (milliseconds <= 0) return new Date(from);
  if (milliseconds > mostOpen(hours, longestPromiseDays)) return undefined;
  let left = milliseconds;
  for (const [start, end] of openIntervals(hours, from.getTime(), longestPromiseDays)) {
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
  return undefined;
}

/** The instant since which `milliseconds` of working time have passed until `to`; as far back as a clock counts. */
export function workingTimeStart(hours: WorkingHours, to: Date, milliseconds: number): Date {
  if (!hours || milliseconds <= 0) return new Date(to.getTime() - milliseconds);
  return (
    startWithin(hours, to, milliseconds, 14) ??
    startWithin(hours, to, milliseconds, longestRunDays) ??
    daysBefore(to, longestRunDays)
  );
}

function startWithin(hours: ServiceCalendar, to: Date, milliseconds: number, days: number): Date | undefined {
  let left = milliseconds;
  // Two days more: the first may be a part of one, and across a change to summer time it may be a local day earlier.
  for (const [start, end] of [...openIntervals(hours, daysBefore(to, days).getTime(), days + 2)].toReversed()) {
    const passed = Math.max(0, Math.min(end, to.getTime()) - start);
    if (passed >= left) return new Date(start + passed - left);
    left -= passed;
  }
  return undefined;
}

const daysBefore = (instant: Date, days: number) => DateTime.fromJSDate(instant).minus({ days }).toJSDate();

/** Milliseconds of working time between two instants; 0 if `to` is not later. */
export function workingTimeBetween(hours: WorkingHours, from: Date, to: Date): number {
  if (to <= from) return 0;
  if (!hours) return to.getTime() - from.getTime();
  let sum = 0;
  for (const [start, end] of openIntervals(hours, from.getTime(), longestRunDays)) {
    if (start >= to.getTime()) break;
    sum += Math.min(end, to.getTime()) - start;
  }
  return sum;
}

/** No calendar is open for longer than this in so many days; two hours a week for the end of summer time. */
function mostOpen({ periods }: ServiceCalendar, days: number): number {
  const week = periods.reduce((sum, { from, to }) => sum + minuteOf(to) - minuteOf(from), 120);
  return (days / 7 + 1) * week * minuteMilliseconds;
}

/** The open intervals from `from` on, in order, not touching each other backwards. */
function* openIntervals(
  { timeZone, periods, holidays }: ServiceCalendar,
  from: number,
  days: number,
): Generator<Interval> {
  let covered = from;
  const today = DateTime.fromMillis(from, { zone: timeZone }).startOf('day');
  const zone = IANAZone.create(timeZone);
  const closed = new Set(holidays);
  for (let offset = 0; offset < days; offset += 1) {
    const utcMidnight = Date.UTC(today.year, today.month - 1, today.day + offset);
    const date = new Date(utcMidnight);
    const weekday = date.getUTCDay() || 7;
    const open = periods.filter((period) => period.weekday === weekday);
    if (open.length === 0 || closed.has(date.toISOString().slice(0, 10))) continue;
    const midnight = steadyMidnight(zone, utcMidnight);
    const instant = (wallTime: string) =>
      midnight === undefined
        ? instantOf(today.plus({ days: offset }), wallTime)
        : midnight + minuteOf(wallTime) * minuteMilliseconds;
    for (const [start, end] of intervalsOfDay(open, instant)) {
      if (end <= covered) continue;
      yield [Math.max(start, covered), end];
      covered = end;
    }
  }
}

const intervalsOfDay = (periods: readonly CalendarPeriod[], instant: (wallTime: string) => number) =>
  periods.map(({ from, to }): Interval => [instant(from), instant(to)]).toSorted((one, other) => one[0] - other[0]);

/**
 * Midnight of a local day around which the zone does not change its offset, so that the day's instants are a sum: to ask the zone for each of them
 * takes far longer. A local day lies between 14 hours before and 36 hours after that of UTC.
 */
function steadyMidnight(zone: IANAZone, utcMidnight: number): number | undefined {
  const offset = zone.offset(utcMidnight - 14 * 60 * minuteMilliseconds);
  if (zone.offset(utcMidnight + 36 * 60 * minuteMilliseconds) !== offset) return undefined;
  return utcMidnight - offset * minuteMilliseconds;
}

/** A wall time that the change to summer time skips is the instant of the change; one that comes twice is the first. */
function instantOf(day: DateTime, wallTime: string): number {
  if (wallTime === '24:00') return day.plus({ days: 1 }).startOf('day').toMillis();
  const minutes = minuteOf(wallTime);
  return day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0, millisecond: 0 }).toMillis();
}

/** Minutes from midnight on the wall. */
function minuteOf(wallTime: string): number {
  const [hour = 0, minute = 0] = wallTime.split(':').map(Number);
  return hour * 60 + minute;
}

/** What is wrong with a calendar, if anything, as one sentence. */
export function calendarFault(periods: readonly CalendarPeriod[]): string | undefined {
  const wrong = periods.find(({ from, to }) => from >= to);
  return wrong && `a period must end after it starts, not ${wrong.from} to ${wrong.to}; split one over midnight in two`;
}
