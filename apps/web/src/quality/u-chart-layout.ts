import { linear, type Scale, ticksUpTo } from '../item-locations/chart/scale.js';

/** Measures in pixels. */
export const frame = { left: 52, right: 12, top: 26, bottom: 24 } as const;
export const height = 320;
const weekMilliseconds = 7 * 86_400_000;

/** One week as the API gives it; what cannot be said is null or left out. */
export interface ChartedWeek {
  start: string;
  rate?: number | null;
  centre?: number | null;
  lowerLimit?: number | null;
  upperLimit?: number | null;
  rules: readonly string[];
  alarms: readonly string[];
}

/** A point that completes a rule; an alarm says besides that failures have risen. */
export interface Mark {
  index: number;
  x: number;
  y: number;
  isAlarm: boolean;
}

export interface UChartLayout {
  width: number;
  x: Scale;
  y: Scale;
  ticks: number[];
  /** Milliseconds where the first week begins and the last one ends. */
  from: number;
  to: number;
  rates: string;
  centre: string;
  lower: string;
  upper: string;
  points: { x: number; y: number }[];
  marks: Mark[];
}

/** Where the weeks of a chart, the oldest first, lie on this width: rates in the middle of their week, centre and limits level within it. */
export function uChartLayoutOf(weeks: readonly ChartedWeek[], width: number): UChartLayout {
  const starts = weeks.map(({ start }) => Date.parse(start));
  const from = starts[0] ?? 0;
  const to = (starts.at(-1) ?? 0) + weekMilliseconds;
  const most = Math.max(0, ...weeks.flatMap(({ rate, upperLimit }) => [rate ?? 0, upperLimit ?? 0]));
  const ticks = ticksUpTo(most > 0 ? most : 1);
  const x = linear([from, to], [frame.left, width - frame.right]);
  const y = linear([0, ticks.at(-1) ?? 1], [height - frame.bottom, frame.top]);
  const placed = weeks.map(({ rate }, index) =>
    typeof rate === 'number'
      ? { x: round(x((starts[index] ?? 0) + weekMilliseconds / 2)), y: round(y(rate)) }
      : undefined,
  );
  const level = (valueOf: (week: ChartedWeek) => number | null | undefined) =>
    pathOf(
      weeks.map((week, index) => {
        const value = valueOf(week);
        if (typeof value !== 'number') return undefined;
        const start = starts[index] ?? 0;
        return [start, start + weekMilliseconds].map((at) => `${round(x(at))},${round(y(value))}`);
      }),
    );
  return {
    width,
    x,
    y,
    ticks,
    from,
    to,
    rates: pathOf(placed.map((at) => at && [`${at.x},${at.y}`])),
    centre: level(({ centre }) => centre),
    lower: level(({ lowerLimit }) => lowerLimit),
    upper: level(({ upperLimit }) => upperLimit),
    points: placed.filter((at) => at !== undefined),
    marks: weeks.flatMap(({ rules, alarms }, index) => {
      const at = placed[index];
      return at && rules.length > 0 ? [{ index, ...at, isAlarm: alarms.length > 0 }] : [];
    }),
  };
}

/** A line through what is there; it ends and begins anew where something is missing. */
function pathOf(pieces: readonly (readonly string[] | undefined)[]): string {
  let isOpen = false;
  return pieces
    .map((places) => {
      const [first, ...rest] = places ?? [];
      const begins = isOpen ? 'L' : 'M';
      isOpen = first !== undefined;
      return first === undefined ? '' : `${begins}${first}${rest.map((place) => `L${place}`).join('')}`;
    })
    .join('');
}

const round = (value: number) => Math.round(value * 10) / 10;
