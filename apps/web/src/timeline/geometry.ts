/** From instants to places on the timeline and back. Milliseconds, pixels. */

export const rowHeight = 40;
export const labelWidth = 168;
const hourMilliseconds = 3_600_000;
const snapMilliseconds = 900_000;

export const scales = {
  day: { days: 1, hourWidth: 56, tickHours: 1 },
  days: { days: 3, hourWidth: 22, tickHours: 3 },
  week: { days: 7, hourWidth: 10, tickHours: 6 },
} as const;
export type ScaleName = keyof typeof scales;

export interface Span {
  from: number;
  to: number;
  hourWidth: number;
}

export const widthOf = ({ from, to, hourWidth }: Span): number => ((to - from) / hourMilliseconds) * hourWidth;

export const leftOf = (instant: number, { from, hourWidth }: Span): number =>
  ((instant - from) / hourMilliseconds) * hourWidth;

/** The instant at this many pixels, at the nearest quarter of an hour. */
export function instantAt(left: number, { from, hourWidth }: Span): number {
  const instant = from + (left / hourWidth) * hourMilliseconds;
  return Math.round(instant / snapMilliseconds) * snapMilliseconds;
}

/** Full hours of the span, so many apart. */
export function ticksOf({ from, to }: Span, tickHours: number): number[] {
  const step = tickHours * hourMilliseconds;
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
}
