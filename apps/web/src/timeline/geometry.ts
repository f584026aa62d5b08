import { addDays, instantOfWall, wallTime } from '../time/zones.js';

/** From instants to places on the timeline and back. Milliseconds, pixels. */

export const rowHeight = 40;
export const labelWidth = 168;
const hourMilliseconds = 3_600_000;
/** Where an hour has fewer pixels nobody can point at a quarter of one. */
const leastForQuarters = 8;

interface Scale {
  days: number;
  /** Pixels. */
  hourWidth: number;
  tickMinutes: number;
  /** Days that one goes on or back. */
  step: number;
}

export const scales = {
  hours: { days: 1, hourWidth: 160, tickMinutes: 30, step: 1 },
  day: { days: 1, hourWidth: 56, tickMinutes: 60, step: 1 },
  days: { days: 3, hourWidth: 22, tickMinutes: 180, step: 3 },
  week: { days: 7, hourWidth: 10, tickMinutes: 360, step: 7 },
  weeks: { days: 28, hourWidth: 4.25, tickMinutes: 1_440, step: 7 },
} as const satisfies Record<string, Scale>;
export type ScaleName = keyof typeof scales;

export interface Span {
  from: number;
  to: number;
  hourWidth: number;
}

export const widthOf = ({ from, to, hourWidth }: Span): number => ((to - from) / hourMilliseconds) * hourWidth;

export const leftOf = (instant: number, { from, hourWidth }: Span): number =>
  ((instant - from) / hourMilliseconds) * hourWidth;

/** The instant at this many pixels, at the nearest quarter of an hour, or the nearest hour where hours are narrow. */
export function instantAt(left: number, { from, hourWidth }: Span): number {
  const instant = from + (left / hourWidth) * hourMilliseconds;
  const snap = hourWidth < leastForQuarters ? hourMilliseconds : hourMilliseconds / 4;
  return Math.round(instant / snap) * snap;
}

/** The midnights with which the days of the span begin there. */
export function daysOf({ from, to }: Span, zone: string): number[] {
  const days: number[] = [];
  for (let day = from; day < to; day = addDays(day, 1, zone)) days.push(day);
  return days;
}

/** The times of day so many minutes apart: on the clock of the place, also on a day of 23 or 25 hours. */
export function ticksOf(span: Span, tickMinutes: number, zone: string): number[] {
  return daysOf(span, zone).flatMap((day) => {
    const end = addDays(day, 1, zone);
    const hours = Array.from({ length: 1_440 / tickMinutes }, (_, index) => {
      const minutes = index * tickMinutes;
      const wall = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      return index === 0 ? day : instantOfWall(`${wallTime(day, zone).slice(0, 10)}T${wall}`, zone);
    });
    return [...new Set(hours)].filter((tick) => tick < end);
  });
}
