import type { ChartModel, ChartPeriod } from './chart-model.js';
import { linear, type Scale, ticksUpTo } from './scale.js';

/** Measures in pixels: demand above, then a lane for events, then stock, then the months. */
export const frame = { left: 44, right: 8, top: 26, demand: 170, lane: 26, gap: 24, stock: 110, bottom: 22 } as const;
export const stockTop = frame.top + frame.demand + frame.lane + frame.gap;
export const height = stockTop + frame.stock + frame.bottom;
export const eventsAt = frame.top + frame.demand + frame.lane / 2;

export interface Layout {
  width: number;
  x: Scale;
  demand: { y: Scale; ticks: number[] };
  stock: { y: Scale; ticks: number[] };
  from: number;
  to: number;
}

/** How values become places on a chart of this width. */
export function layoutOf({ periods, reorderPoint, orderUpTo }: ChartModel, width: number): Layout {
  const [from, to] = [periods[0]?.from ?? 0, periods.at(-1)?.to ?? 1];
  const most = (values: (number | undefined)[]) => values.reduce<number>((max, value) => Math.max(max, value ?? 0), 1);
  const demandTicks = ticksUpTo(most(periods.map(({ wanted, ahead }) => Math.max(wanted ?? 0, ahead?.likely ?? 0))));
  const stockTicks = ticksUpTo(
    most([reorderPoint, orderUpTo, ...periods.flatMap(({ onHand, expected }) => [onHand, expected])]),
    3,
  );
  return {
    width,
    from,
    to,
    x: linear([from, to], [frame.left, width - frame.right]),
    demand: {
      ticks: demandTicks,
      y: linear([0, demandTicks.at(-1) ?? 1], [frame.top + frame.demand, frame.top]),
    },
    stock: {
      ticks: stockTicks,
      y: linear([0, stockTicks.at(-1) ?? 1], [stockTop + frame.stock, stockTop]),
    },
  };
}

type Value = (period: ChartPeriod) => number | undefined;

/** A line that stays level within each period. */
export function steps(periods: readonly ChartPeriod[], value: Value, x: Scale, y: Scale): string {
  let isOpen = false;
  return periods
    .map((period) => {
      const at = value(period);
      if (at === undefined) {
        isOpen = false;
        return '';
      }
      const start = `${isOpen ? 'L' : 'M'}${round(x(period.from))},${round(y(at))}`;
      isOpen = true;
      return `${start}L${round(x(period.to))},${round(y(at))}`;
    })
    .join('');
}

/** A line through the ends of the periods, beginning at `start` where it is given. */
export function curve(
  periods: readonly ChartPeriod[],
  value: Value,
  { x, y, start }: { x: Scale; y: Scale; start?: { at: number; value: number } },
): string {
  const points = periods.flatMap((period) => {
    const at = value(period);
    return at === undefined ? [] : [[x(period.to), y(at)] as const];
  });
  const all = start && points.length > 0 ? [[x(start.at), y(start.value)] as const, ...points] : points;
  return all.map(([across, down], index) => `${index === 0 ? 'M' : 'L'}${round(across)},${round(down)}`).join('');
}

/** The ground between two levels of what is to come. */
export function bandOf(periods: readonly ChartPeriod[], x: Scale, y: Scale): string {
  const coming = periods.flatMap(({ from, to, ahead }) => (ahead ? [{ from, to, ...ahead }] : []));
  const upper = coming.flatMap(({ from, to, high }) => [
    `${round(x(from))},${round(y(high))}`,
    `${round(x(to))},${round(y(high))}`,
  ]);
  const lower = coming
    .flatMap(({ from, to, low }) => [`${round(x(from))},${round(y(low))}`, `${round(x(to))},${round(y(low))}`])
    .toReversed();
  return [...upper, ...lower].join(' ');
}

const round = (value: number) => Math.round(value * 10) / 10;
