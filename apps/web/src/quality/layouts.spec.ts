import { frame, height, paretoLayoutOf, shareTicks, vitalFew } from './pareto-layout.js';
import { frame as chartFrame, type ChartedWeek, uChartLayoutOf } from './u-chart-layout.js';

const bars = [
  { count: 60, cumulativeShare: 0.6 },
  { count: 20, cumulativeShare: 0.8 },
  { count: 5, cumulativeShare: 0.85 },
];
const width = frame.left + 300 + frame.right;

describe('the layout of a Pareto chart', () => {
  it('gives each bar its column and its height, up to a round number', () => {
    const { bars: placed, countTicks, y } = paretoLayoutOf(bars, width);
    expect(countTicks).toEqual([0, 20, 40, 60]);
    expect(placed.map(({ x }) => x)).toEqual([frame.left + 3, frame.left + 103, frame.left + 203]);
    expect(placed[0]).toEqual({
      x: frame.left + 3,
      y: frame.top,
      width: 94,
      height: height - frame.bottom - frame.top,
    });
    expect(placed[1]?.y).toBeCloseTo(y(20), 0);
  });

  it('leads the line of shares through the middles, on an axis that ends at all', () => {
    const { line, shareY } = paretoLayoutOf(bars, width);
    expect(shareY(shareTicks.at(-1) ?? 0)).toBe(frame.top);
    expect(line).toBe(
      `M${frame.left + 50},${Math.round(shareY(0.6) * 10) / 10}L${frame.left + 150},${Math.round(shareY(0.8) * 10) / 10}L${frame.left + 250},${Math.round(shareY(0.85) * 10) / 10}`,
    );
  });

  it('writes no half failures on its axis, and no ranks that touch', () => {
    const many = Array.from({ length: 50 }, () => ({ count: 1, cumulativeShare: 0.5 }));
    const { countTicks, rankEvery } = paretoLayoutOf(many, width);
    expect(countTicks).toEqual([0, 1]);
    expect(rankEvery).toBe(4); // columns of 6 pixels
  });

  it('counts the few that make 80 %, and says nothing where those shown do not', () => {
    expect(vitalFew(bars)).toBe(2);
    expect(vitalFew([{ count: 1, cumulativeShare: 0.1 + 0.7 }])).toBe(1); // 0.7999…
    expect(vitalFew(bars.slice(0, 1))).toBeUndefined();
  });
});

const week = (number: number, more: Partial<ChartedWeek>): ChartedWeek => ({
  start: new Date(Date.UTC(2026, 0, 5 + 7 * number)).toISOString(),
  rules: [],
  alarms: [],
  ...more,
});
const limits = { centre: 0.02, lowerLimit: 0, upperLimit: 0.05 };

describe('the layout of a u-chart', () => {
  const weeks = [
    week(0, { rate: 0.02, centre: null, lowerLimit: null, upperLimit: null }),
    week(1, { rate: 0.08, ...limits, rules: ['beyond-3-sigma'], alarms: ['beyond-3-sigma'] }),
    week(2, { rate: null, ...limits }),
    week(3, { rate: 0, ...limits, rules: ['8-on-one-side'] }),
  ];
  const wide = chartFrame.left + 400 + chartFrame.right;
  const layout = uChartLayoutOf(weeks, wide);
  const x = (pixels: number) => chartFrame.left + pixels;

  it('has the highest of rates and limits below its top', () => {
    expect(layout.ticks).toEqual([0, 0.02, 0.04, 0.06, 0.08]);
    expect(layout.y(0.08)).toBe(chartFrame.top);
  });

  it('draws rates in the middle of their week and interrupts the line where nobody was at risk', () => {
    const y = (rate: number) => Math.round(layout.y(rate) * 10) / 10;
    expect(layout.rates).toBe(`M${x(50)},${y(0.02)}L${x(150)},${y(0.08)}M${x(350)},${y(0)}`);
    expect(layout.points.map((point) => point.x)).toEqual([x(50), x(150), x(350)]);
  });

  it('draws centre and limits from the first week that has them, level within each', () => {
    expect(layout.centre).toMatch(new RegExp(`^M${x(100)},`));
    expect(layout.upper.match(/L/g)).toHaveLength(5);
  });

  it('marks what completes a rule, and tells alarms apart', () => {
    expect(layout.marks.map(({ index, isAlarm }) => [index, isAlarm])).toEqual([
      [1, true],
      [3, false],
    ]);
  });

  it('has a ground for a product that never failed', () => {
    expect(uChartLayoutOf([week(0, { rate: 0 })], wide).ticks.at(-1)).toBe(1);
  });
});
