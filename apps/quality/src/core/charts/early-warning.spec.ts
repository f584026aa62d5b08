import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { alarms, baselineWeeks } from './early-warning.js';
import { runningUChart } from './u-chart.js';

const series = (counts: number[], exposure = 100) => counts.map((count) => ({ count, exposure }));
const watch = (counts: number[]) => alarms(runningUChart(series(counts), baselineWeeks));
/** Knuth's generator: multiplies uniform numbers until they fall below exp(-mean). */
function poissonCounts(mean: number, times: number, seed: number): number[] {
  const random = xoroshiro128plus(seed);
  return Array.from({ length: times }, () => {
    let count = 0;
    for (let product = uniformFloat64(random); product > Math.exp(-mean); count += 1) product *= uniformFloat64(random);
    return count;
  });
}

const repeat = (value: number, times: number) => Array.from({ length: times }, () => value);

describe('alarms', () => {
  it('does not cry wolf over two failures of a rare kind, but over five', () => {
    const rare = [1, 0, 0, 0, 1, 0, 0, 1, 0, 0];
    expect(runningUChart(series([...rare, 2]), baselineWeeks).at(-1)?.rules).toContain('beyond-3-sigma');
    expect(watch([...rare, 2]).at(-1)).toEqual([]);
    expect(watch([...rare, 5]).at(-1)).toEqual(['beyond-3-sigma']);
  });

  it('keeps the three sigmas where failures are many', () => {
    expect(watch([...repeat(370, 10), 440]).at(-1)).toEqual(['beyond-3-sigma']);
    expect(watch([...repeat(370, 10), 420]).at(-1)).toEqual([]);
  });

  it('speaks up once for a run of eight, not again while it lasts', () => {
    const found = watch([...repeat(100, 26), ...repeat(115, 12)]);
    const raised = found.flatMap((rules, index) => (rules.length > 0 ? [index] : []));
    expect(raised).toEqual([33]);
    expect(found[33]).toEqual(['8-on-one-side']);
  });

  it('is silent when failures fall', () => {
    expect(watch([...repeat(100, 26), ...repeat(20, 12)]).flat()).toEqual([]);
  });

  it('raises few false alarms on counts that have not moved, small or large', () => {
    for (const mean of [0.3, 0.9, 3, 30]) {
      const found = watch(poissonCounts(mean, 4000, 7)).filter((rules) => rules.length > 0);
      expect(found.length / 4000).toBeLessThan(0.005);
    }
  });
});
