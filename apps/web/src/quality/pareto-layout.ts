import { linear, type Scale, ticksUpTo } from '../item-locations/chart/scale.js';

/** Measures in pixels: counts on the left, cumulative shares on the right, ranks below. */
export const frame = { left: 44, right: 48, top: 26, bottom: 24 } as const;
export const height = 300;
export const shareTicks = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

/** The part of all that "the vital few" make. */
export const mostOfAll = 0.8;
const rankWidth = 22;

interface Counted {
  count: number;
  cumulativeShare: number;
}

export interface PlacedBar {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface ParetoLayout {
  width: number;
  bars: PlacedBar[];
  /** The line of cumulative shares through the middles of the bars, as path data. */
  line: string;
  /** Counts: up to a round number at or above the first bar. */
  countTicks: number[];
  y: Scale;
  shareY: Scale;
  /** Every which rank is written, so that they do not touch. */
  rankEvery: number;
}

/** Where bars, sorted from most to least, and the line of their cumulative shares lie on a chart of this width. */
export function paretoLayoutOf(bars: readonly Counted[], width: number): ParetoLayout {
  const countTicks = ticksUpTo(Math.max(1, ...bars.map(({ count }) => count)));
  const ground = height - frame.bottom;
  const y = linear([0, countTicks.at(-1) ?? 1], [ground, frame.top]);
  const shareY = linear([0, 1], [ground, frame.top]);
  const step = (width - frame.left - frame.right) / Math.max(1, bars.length);
  const gap = Math.min(6, step / 5);
  return {
    width,
    countTicks: countTicks.filter(Number.isInteger),
    y,
    shareY,
    bars: bars.map(({ count }, index) => ({
      x: round(frame.left + index * step + gap / 2),
      y: round(y(count)),
      width: round(step - gap),
      height: round(ground - y(count)),
    })),
    line: bars
      .map(({ cumulativeShare }, index) => {
        const at = `${round(frame.left + (index + 0.5) * step)},${round(shareY(cumulativeShare))}`;
        return `${index === 0 ? 'M' : 'L'}${at}`;
      })
      .join(''),
    rankEvery: Math.max(1, Math.ceil(rankWidth / step)),
  };
}

/** How many bars from the first on make at least 80 % of all; undefined where those that are shown do not. */
export function vitalFew(bars: readonly Counted[]): number | undefined {
  const last = bars.findIndex(({ cumulativeShare }) => cumulativeShare >= mostOfAll - 1e-9);
  return last < 0 ? undefined : last + 1;
}

const round = (value: number) => Math.round(value * 10) / 10;
