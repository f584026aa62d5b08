import { describeWithData, vectorsOf } from '#common/testing/data.js';
import { classify } from '../demand-class.js';
import { adida, imapa, oneStepAhead } from './aggregation.js';
import { classicCroston, croston, optimizedCroston, sba, sbj } from './croston.js';
import { exponentialSmoothing, optimizedSmoothing } from './exponential-smoothing.js';
import { decompose } from './point-forecast.js';
import { tsb } from './tsb.js';

type Numbers = (number | null)[];
interface Expected {
  mean: number;
  alpha?: number;
  fitted?: Numbers;
}
interface Vector<Input, Output> {
  id: string;
  input: Input;
  expected: Output;
  tolerance: number;
}

const [ofStatsforecast, ofR] = ['vectors/forecast_statsforecast.json', 'vectors/forecast_r.json'] as const;

function expectNumbers(actual: Numbers, expected: Numbers, tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  const misses = expected.map((value, index) => (value === null ? 0 : Math.abs(actual[index]! - value)));
  expect(Math.max(...misses)).toBeLessThanOrEqual(tolerance);
}

const halfAway = (value: number) => Math.floor(value + 0.5);
const methods: Record<string, (y: number[]) => { mean: number; alpha?: number; fitted: Numbers }> = {
  'SES(alpha=0.1)': (y) => exponentialSmoothing(y, 0.1),
  'SESOptimized[0.01,0.99]': (y) => optimizedSmoothing(y),
  CrostonClassic: (y) => croston(y, classicCroston),
  CrostonSBA: (y) => croston(y, { ...classicCroston, factor: sba(0.1) }),
  CrostonOptimized: (y) => ({ mean: optimizedCroston(y), fitted: [] }),
  'TSB(alpha_d=0.2,alpha_p=0.2)': (y) => tsb(y, { alphaSize: 0.2, alphaProbability: 0.2, initial: 'naive' }),
  'TSB(alpha_d=0.1,alpha_p=0.05)': (y) => tsb(y, { alphaSize: 0.1, alphaProbability: 0.05, initial: 'naive' }),
  ADIDA: (y) => ({ mean: adida(y), fitted: oneStepAhead(y, (known) => adida(known)) }),
  IMAPA: (y) => ({ mean: imapa(y), fitted: oneStepAhead(y, (known) => imapa(known, halfAway)) }),
};

describeWithData([ofStatsforecast], 'point methods against statsforecast', () => {
  const vectors = vectorsOf<Vector<{ y: number[] }, Record<string, Expected>>>(ofStatsforecast);
  const cases = vectors.flatMap((vector) =>
    Object.keys(vector.expected).map((name) => ({ name, vector, id: vector.id })),
  );

  it.each(cases)('$id $name', ({ name, vector: { input, expected, tolerance } }) => {
    const { mean, alpha, fitted } = expected[name]!;
    const found = methods[name]!(input.y);
    expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs((found.alpha ?? 0) - (found.alpha === undefined ? 0 : alpha!))).toBeLessThan(1e-9);
    // Before any demand statsforecast says 0, tsintermittent nothing; we follow the latter.
    const known = fitted?.map((value) => (value === 0 ? null : value));
    if (known) expectNumbers(found.fitted, known, tolerance);
  });
});

describeWithData([ofR], 'point methods against R', () => {
  interface Input {
    y: number[];
    w_demand: number;
    w_interval_or_prob: number;
  }
  interface Output {
    [method: string]: { 'frc.out': number; 'frc.in': Numbers } | number | { demand: number[]; interval: number[] };
  }
  const vectors = vectorsOf<Vector<Input, Output>>(ofR);
  const cases = vectors.flatMap((vector) =>
    ['croston', 'sba', 'sbj', 'tsb'].flatMap((name) =>
      (['naive', 'mean'] as const).map((initial) => ({ name, initial, vector, id: vector.id })),
    ),
  );

  it.each(cases)('$id $name $initial', ({ name, initial, vector: { input, expected, tolerance } }) => {
    const { y, w_demand: alphaSize, w_interval_or_prob: alphaInterval } = input;
    const factor = name === 'sba' ? sba(alphaInterval) : name === 'sbj' ? sbj(alphaInterval) : 1;
    const found =
      name === 'tsb'
        ? tsb(y, { alphaSize, alphaProbability: alphaInterval, initial })
        : croston(y, { alphaSize, alphaInterval, initial, factor });
    const wanted = expected[`${name}_${initial}`] as { 'frc.out': number; 'frc.in': Numbers };
    expect(Math.abs(found.mean - wanted['frc.out'])).toBeLessThanOrEqual(tolerance);
    expectNumbers(found.fitted, wanted['frc.in'], tolerance);
  });

  it.each(vectors)('$id decomposition, class and forecast::croston', ({ input, expected, tolerance }) => {
    const { sizes, intervals } = decompose(input.y);
    expect({ demand: sizes, interval: intervals }).toEqual(expected['decomposition']);
    const { meanInterval, squaredVariation } = classify(input.y);
    expect(Math.abs(meanInterval - (expected['ADI'] as number))).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(squaredVariation - (expected['CV2_sample_sd'] as number))).toBeLessThanOrEqual(tolerance);
    for (const alpha of [0.1, 0.2]) {
      const { mean } = croston(input.y, { ...classicCroston, alphaSize: alpha, alphaInterval: alpha });
      expect(Math.abs(mean - (expected[`forecast_croston_alpha${alpha}`] as number))).toBeLessThanOrEqual(tolerance);
    }
  });
});
