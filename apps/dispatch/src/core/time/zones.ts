import { IANAZone } from 'luxon';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const offsets = new Map<string, number>();
const quarterMs = 15 * minuteMs; // no zone changes its offset between quarters of an hour

/** Minutes by which the local time of a zone is ahead of UTC at an instant. Remembered, for it is asked thousands of times a second. */
export function offsetMinutes(zone: string, instantMs: number): number {
  const quarter = Math.floor(instantMs / quarterMs);
  const key = `${zone}${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size > 50_000) offsets.clear();
    offset = IANAZone.create(zone).offset(quarter * quarterMs);
    offsets.set(key, offset);
  }
  return offset;
}

/** Whether the zone is one that can be reckoned with. */
export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone);

/** Local calendar day as a number: days since 1970-01-01. */
export function localDay(zone: string, instantMs: number): number {
  return Math.floor((instantMs + offsetMinutes(zone, instantMs) * minuteMs) / dayMs);
}

/** The instant of a local time; in the hour that a summer time skips, the instant as if it had not begun. */
export function instantOf(zone: string, day: number, minuteOfDay: number): number {
  const local = day * dayMs + minuteOfDay * minuteMs;
  const guess = local - offsetMinutes(zone, local) * minuteMs;
  return local - offsetMinutes(zone, guess) * minuteMs;
}

/** 1 = Monday ... 7 = Sunday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** `YYYY-MM-DD` of a day number. */
export const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** Minute of the day of `HH:MM`. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
