import { IANAZone } from 'luxon';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const quarterMs = 15 * minuteMs; // no zone changes its offset between quarters of an hour
const remembered = 20_000;
const offsetsOf = new Map<string, Map<number, number>>();

/** Minutes by which the local time of a zone is ahead of UTC at an instant. Remembered, for it is asked thousands of times a second. */
export function offsetMinutes(zone: string, instantMs: number): number {
  const quarter = Math.floor(instantMs / quarterMs);
  let offsets = offsetsOf.get(zone);
  if (!offsets || offsets.size > remembered) offsetsOf.set(zone, (offsets = new Map()));
  let offset = offsets.get(quarter);
  if (offset === undefined) offsets.set(quarter, (offset = IANAZone.create(zone).offset(quarter * quarterMs)));
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

const isoDays = new Map<number, string>();

/** `YYYY-MM-DD` of a day number. */
export function isoDay(day: number): string {
  let text = isoDays.get(day);
  if (text === undefined) {
    if (isoDays.size > remembered) isoDays.clear();
    isoDays.set(day, (text = new Date(day * dayMs).toISOString().slice(0, 10)));
  }
  return text;
}

/** Minute of the day of `HH:MM`. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
