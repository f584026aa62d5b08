import { describeWithData, vectorsOf } from '#common/testing/data.js';
import { ruleNames, violations } from './rules.js';
import { centreOf, sigmasFromCentre, uPoint } from './u-chart.js';

interface Vector {
  id: string;
  input: Record<string, number[]>;
  expected: Record<string, number | number[]>;
}

const file = 'vectors/spc.json';
const vectors = vectorsOf<Vector>(file);
const vector = (id: string) => vectors.find((one) => one.id === id)!;

/** Points of the pooled chart: the centre is that of all points, as in a first look at old data. */
function chart(counts: number[], sizes: number[], phaseOne = counts.length) {
  const points = counts.map((count, index) => ({ count, exposure: sizes[index] ?? 1 }));
  const centre = centreOf(points.slice(0, phaseOne))!;
  return points.map((point) => uPoint(point, centre));
}

/** qcc looks at the Western Electric rules 1 and 4 unless told otherwise. */
const brokenByDefault = (sigmas: number[]) =>
  violations(sigmas).flatMap((rules, index) =>
    rules
      .map((rule) => [index + 1, ruleNames.indexOf(rule) + 1] as const)
      .filter(([, rule]) => rule === 1 || rule === 4),
  );

describeWithData([file], 'charts against qcc', () => {
  it('draws the u chart of the circuit boards', () => {
    const { input, expected } = vector('u-pcmanufact');
    const points = chart(input['x']!, input['size']!);
    expect(points[0]!.centre).toBeCloseTo(expected['center'] as number, 10);
    expect(points[0]!.lowerLimit).toBeCloseTo(expected['LCL'] as number, 10);
    expect(points[0]!.upperLimit).toBeCloseTo(expected['UCL'] as number, 10);
    points.forEach(({ rate }, index) => expect(rate).toBeCloseTo((expected['statistics'] as number[])[index]!, 10));
    expect(brokenByDefault(points.map(sigmasFromCentre))).toEqual(expected['violations']);
  });

  it('draws a c chart as a u chart of exposure 1', () => {
    const { input, expected } = vector('c-circuit-phase1');
    const points = chart(input['x']!, []);
    expect(points[0]!.upperLimit).toBeCloseTo(expected['UCL'] as number, 10);
    expect(points[0]!.lowerLimit).toBeCloseTo(expected['LCL'] as number, 10);
    const violating = expected['violations'] as number[];
    expect(brokenByDefault(points.map(sigmasFromCentre))).toEqual(violating.map((point) => [point, 1]));
  });

  it('judges new points by the limits of the old ones', () => {
    const { input, expected } = vector('c-circuit-phase2');
    const counts = [...input['phase1']!, ...input['phase2']!];
    const points = chart(counts, [], input['phase1']!.length);
    expect(points[0]!.upperLimit).toBeCloseTo(expected['UCL'] as number, 10);
    expect(brokenByDefault(points.map(sigmasFromCentre))).toEqual([[expected['violations'], expected['rule']]]);
  });

  it.each([
    ['rule-WER1', 'beyond-3-sigma'],
    ['rule-WER2', '2-of-3-beyond-2-sigma'],
    ['rule-WER4', '8-on-one-side'],
  ] as const)('finds the points of %s', (id, rule) => {
    const { input, expected } = vector(id);
    const found = violations(input['statistics']!).flatMap((rules, index) => (rules.includes(rule) ? [index + 1] : []));
    expect(found).toEqual([expected['violating_points_1based']].flat());
  });
});
