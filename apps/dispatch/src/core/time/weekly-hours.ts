import { dayMs, instantOf, isoDay, localDay, minuteMs, minuteOf, weekdayOf } from './zones.js';

/** A period of a weekday in local time; several a day are fine, and those that overlap count once. */
export interface WeeklyPeriod {
  /** 1 = Monday. */
  weekday: number;
  /** `HH:MM`, `to` may be `24:00`. */
  from: string;
  to: string;
}

/** When somebody works: weekly periods in a zone, without the holidays. No periods at all means around the clock. */
export interface WorkingHours {
  timeZone: string;
  periods: readonly WeeklyPeriod[];
  /** Local days, `YYYY-MM-DD`. */
  holidays: ReadonlySet<string>;
}

/** A stretch of time; milliseconds since 1970, end not included. */
export interface Stretch {
  day: number;
  startMs: number;
  endMs: number;
}

/** The working stretches of one local day, in order; those that overlap made one. */
export function stretchesOf({ timeZone, periods, holidays }: WorkingHours, day: number): Stretch[] {
  if (holidays.has(isoDay(day))) return [];
  const weekday = weekdayOf(day);
  const stretches = periods
    .filter((period) => period.weekday === weekday)
    .map(({ from, to }) => ({
      day,
      startMs: instantOf(timeZone, day, minuteOf(from)),
      endMs: instantOf(timeZone, day, minuteOf(to)),
    }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .sort((one, other) => one.startMs - other.startMs);
  return apart(stretches);
}

function apart(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const stretch of stretches) {
    const before = found.at(-1);
    if (before && stretch.startMs < before.endMs) before.endMs = Math.max(before.endMs, stretch.endMs);
    else found.push(stretch);
  }
  return found;
}

/** Index of the first period that overlaps one before it in the list; -1 = none. */
export function overlapIn(periods: readonly WeeklyPeriod[]): number {
  return periods.findIndex(({ weekday, from, to }, index) =>
    periods.slice(0, index).some((other) => other.weekday === weekday && other.from < to && from < other.to),
  );
}

const searchDays = 400;

/** Hours change only as a whole, and the same days of them are asked for at every ranking. */
const knownDays = new WeakMap<WorkingHours, Map<number, readonly Stretch[]>>();
const mostKnownDays = 1_000;

function knownStretches(hours: WorkingHours, day: number): readonly Stretch[] {
  let days = knownDays.get(hours);
  if (!days || days.size >= mostKnownDays) knownDays.set(hours, (days = new Map()));
  let stretches = days.get(day);
  if (!stretches) days.set(day, (stretches = stretchesOf(hours, day)));
  return stretches;
}

/**
 * The instant at which `minutes` of working time have passed since `fromMs`. With hours that never come (all holidays) it counts around
 * the clock rather than never ending.
 */
export function addWorkingMinutes(hours: WorkingHours, fromMs: number, minutes: number): number {
  let left = minutes * minuteMs;
  if (hours.periods.length === 0) return fromMs + left;
  const today = localDay(hours.timeZone, fromMs);
  for (let day = today - 1; day < today + searchDays; day += 1) {
    for (const { startMs, endMs } of knownStretches(hours, day)) {
      const begin = Math.max(startMs, fromMs);
      const worth = endMs - begin;
      if (worth <= 0) continue;
      if (worth >= left) return begin + left;
      left -= worth;
    }
  }
  return fromMs + minutes * minuteMs;
}

/** Minutes of working time between two instants; without hours, or more than 400 days apart, those that pass. */
export function workingMinutesBetween(hours: WorkingHours, fromMs: number, toMs: number): number {
  const passed = Math.max(0, toMs - fromMs) / minuteMs;
  if (hours.periods.length === 0 || passed > (searchDays * dayMs) / minuteMs) return passed;
  const lastDay = localDay(hours.timeZone, toMs);
  let sum = 0;
  for (let day = localDay(hours.timeZone, fromMs) - 1; day <= lastDay; day += 1) {
    for (const { startMs, endMs } of knownStretches(hours, day))
      sum += Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs));
  }
  return sum / minuteMs;
}

/** The end of a local day on which something is due, as an instant. */
export const endOfDay = (timeZone: string, day: number): number => instantOf(timeZone, day, dayMs / minuteMs);
