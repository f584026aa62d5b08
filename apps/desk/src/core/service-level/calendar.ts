import { DateTime } from 'luxon';

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

const longestSearchDays = 3_700;

/**
 * The instant at which `milliseconds` of working time have passed since `from`; at a boundary the end of the period, not the start of
 * the next. Exact over changes to and from summer time: what counts is real time inside the periods. Throws for a calendar that never opens.
 */
export function addWorkingTime(hours: WorkingHours, from: Date, milliseconds: number): Date {
  if (!hours) return new Date(from.getTime() + milliseconds);
  if (milliseconds <= 0) return new Date(from);
  let left = milliseconds;
  for (const [start, end] of openIntervals(hours, from.getTime())) {
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
  throw new Error(
    `the calendar has too few open hours for ${milliseconds} ms after ${from.toISOString()}: check its periods and holidays`,
  );
}

/** Milliseconds of working time between two instants; 0 if `to` is not later. */
export function workingTimeBetween(hours: WorkingHours, from: Date, to: Date): number {
  if (to <= from) return 0;
  if (!hours) return to.getTime() - from.getTime();
  let sum = 0;
  for (const [start, end] of openIntervals(hours, from.getTime())) {
    if (start >= to.getTime()) break;
    sum += Math.min(end, to.getTime()) - start;
  }
  return sum;
}

/** The open intervals from `from` on, in order, not touching each other backwards. */
function* openIntervals(calendar: ServiceCalendar, from: number): Generator<Interval> {
  let covered = from;
  const today = DateTime.fromMillis(from, { zone: calendar.timeZone }).startOf('day');
  for (let offset = 0; offset < longestSearchDays; offset += 1) {
    for (const [start, end] of intervalsOfDay(calendar, today.plus({ days: offset }))) {
      if (end <= covered) continue;
      yield [Math.max(start, covered), end];
      covered = end;
    }
  }
}

function intervalsOfDay({ periods, holidays }: ServiceCalendar, day: DateTime): Interval[] {
  if (holidays.includes(day.toISODate() ?? '')) return [];
  return periods
    .filter(({ weekday }) => weekday === day.weekday)
    .map(({ from, to }): Interval => [instantOf(day, from), instantOf(day, to)])
    .toSorted((one, other) => one[0] - other[0]);
}

/** A wall time that the change to summer time skips is the instant of the change; one that comes twice is the first. */
function instantOf(day: DateTime, wallTime: string): number {
  if (wallTime === '24:00') return day.plus({ days: 1 }).startOf('day').toMillis();
  const [hour = 0, minute = 0] = wallTime.split(':').map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
}

/** What is wrong with a calendar, if anything, as one sentence. */
export function calendarFault(periods: readonly CalendarPeriod[]): string | undefined {
  const wrong = periods.find(({ from, to }) => from >= to);
  return wrong && `a period must end after it starts, not ${wrong.from} to ${wrong.to}; split one over midnight in two`;
}
