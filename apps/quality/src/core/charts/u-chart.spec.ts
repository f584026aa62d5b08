import { centreOf, runningUChart, uPoint } from './u-chart.js';

const points = (counts: number[], exposure = 10) => counts.map((count) => ({ count, exposure }));

describe('uPoint', () => {
  it('narrows its limits as exposure grows', () => {
    const narrow = uPoint({ count: 200, exposure: 100 }, 2);
    const wide = uPoint({ count: 2, exposure: 1 }, 2);
    expect(narrow.upperLimit).toBeCloseTo(2 + 3 * Math.sqrt(0.02), 12);
    expect(wide.upperLimit).toBeCloseTo(2 + 3 * Math.sqrt(2), 12);
    expect(wide.lowerLimit).toBe(0);
  });

  it('refuses a point without exposure', () => {
    expect(() => uPoint({ count: 1, exposure: 0 }, 2)).toThrow('exposure > 0');
  });
});

describe('runningUChart', () => {
  it('judges a point by the periods before it alone', () => {
    const chart = runningUChart(points([5, 5, 5, 5, 50]), { most: 4, least: 4 });
    expect(chart.slice(0, 4)).toEqual([null, null, null, null]);
    expect(chart[4]?.centre).toBe(0.5);
    expect(chart[4]?.rules).toContain('beyond-3-sigma');
  });

  it('forgets what is older than the baseline', () => {
    const chart = runningUChart(points([900, 5, 5, 5]), { most: 2, least: 2 });
    expect(chart[3]?.centre).toBe(0.5);
  });

  it('gives no point to a period without exposure and takes none from it', () => {
    const series = [...points([1, 1]), { count: 0, exposure: 0 }, ...points([1])];
    const chart = runningUChart(series, { most: 3, least: 2 });
    expect(chart[2]).toBeNull();
    expect(chart[3]?.centre).toBe(0.1);
  });

  it('sees a failure after none at all', () => {
    const chart = runningUChart(points([0, 0, 0, 1]), { most: 3, least: 3 });
    expect(chart[3]?.rules).toContain('beyond-3-sigma');
  });

  it('has no centre without exposure', () => {
    expect(centreOf([{ count: 0, exposure: 0 }])).toBeUndefined();
  });
});
