import { describeWithData, vectorsOf } from '#common/testing/data.js';
import { exchangeCurve } from './allocation.js';
import { availability } from './availability.js';
import { lateralService } from './lateral.js';
import { backorderCurve, poissonPipeline } from './pipeline.js';
import { evaluate, type TwoEchelonItem } from './two-echelon.js';

const file = 'vectors/spares_network.json';
interface Vector {
  id: string;
  input: Record<string, number[]> & Record<'RDEPOT' | 'SDEPOT' | 'T0' | 's0', number>;
  expected: { depot_EBO: number; depot_VBO: number; bases: Record<string, number>[] } & Record<string, number>;
  tolerance: number;
}
const vectors = vectorsOf<Vector>(file);
const find = <Input, Expected>(id: string) =>
  vectors.find((one) => one.id.startsWith(id)) as unknown as { input: Input; expected: Expected; tolerance: number };

describeWithData([file], 'two echelons', () => {
  it.each(vectors.filter(({ id }) => id.startsWith('metric-')))('$id', ({ input, expected, tolerance }) => {
    const rates = input['DEM'] ?? input['lambda_']!;
    const times = input['ROUTLET'] ?? input['T']!;
    const item: TwoEchelonItem = {
      depotTime: input.RDEPOT ?? input.T0,
      bases: rates.map((rate, at) => ({ rate, time: times[at]! })),
    };
    const stock = input['SOUTLET'] ?? input['s']!;
    const of = (method: 'metric' | 'vari-metric' | 'exact') => evaluate(item, input.SDEPOT ?? input.s0, stock, method);
    const [metric, vari, exact] = [of('metric'), of('vari-metric'), of('exact')];
    const misses = [
      exact.depot.mean - expected.depot_EBO,
      exact.depot.variance - expected.depot_VBO,
      metric.totalBackorders - expected['total_METRIC']!,
      vari.totalBackorders - expected['total_VARI_METRIC']!,
      exact.totalBackorders - expected['total_exact']!,
    ];
    expected.bases.forEach((base, at) => {
      misses.push(
        vari.bases[at]!.pipelineMean - base['pipeline_mean']!,
        vari.bases[at]!.pipelineVariance - base['pipeline_var']!,
      );
      misses.push(
        exact.bases[at]!.pipelineMean - base['exact_mean']!,
        exact.bases[at]!.pipelineVariance - base['exact_var']!,
      );
      misses.push(
        metric.bases[at]!.backorders - base['EBO_METRIC']!,
        vari.bases[at]!.backorders - base['EBO_VARI_METRIC']!,
      );
      misses.push(exact.bases[at]!.backorders - base['EBO_exact']!, exact.bases[at]!.fillRate - base['fill_exact']!);
    });
    expect(Math.max(...misses.map(Math.abs))).toBeLessThanOrEqual(tolerance);
  });
});

describeWithData([file], 'allocation', () => {
  it('takes the steps of the vector', () => {
    type Path = { path: { stock: number[]; cost: number; EBO: number }[] };
    const { input, expected, tolerance } = find<{ items: { cost: number; m: number }[] }, Path>('marginal-analysis');
    const parts = input.items.map(({ cost, m }) => ({
      unitCost: cost,
      curve: Array.from(backorderCurve(poissonPipeline(m), 12), (backorders, units) => ({
        units,
        backorders,
        depotStock: 0,
        baseStock: [units],
      })),
    }));
    const steps = exchangeCurve(parts, expected.path.at(-1)!.cost);
    const stock = [0, 0, 0];
    expected.path.forEach((wanted, at) => {
      stock[steps[at]!.part] = steps[at]!.point.units;
      expect({ stock: [...stock], cost: steps[at]!.cost }).toEqual({ stock: wanted.stock, cost: wanted.cost });
      expect(Math.abs(steps[at]!.backorders - wanted.EBO)).toBeLessThanOrEqual(tolerance);
    });
  });
});

describeWithData([file], 'lateral help and availability', () => {
  it('agree with the Markov chain', () => {
    type Served = Record<'loc1' | 'loc2', { direct: number; lateral: number; emergency: number }>;
    const { expected, tolerance } = find<object, { pooled: Served; separate: Served }>('lateral-');
    const pair = { rates: [0.2, 0.1], stock: [1, 1], repairRate: 0.25 } as const;
    for (const [help, wanted] of [
      [true, expected.pooled],
      [false, expected.separate],
    ] as const) {
      lateralService(pair, help).forEach((served, at) => {
        const target = at === 0 ? wanted.loc1 : wanted.loc2;
        const misses = [
          served.direct - target.direct,
          served.lateral - target.lateral,
          served.emergency - target.emergency,
        ];
        expect(Math.max(...misses.map(Math.abs))).toBeLessThanOrEqual(tolerance);
      });
    }
  });

  it('agrees with Sherbrooke’s product', () => {
    type Systems = { systems: number; qty_per_system: number[]; EBO: number[] };
    const { input, expected, tolerance } = find<Systems, { availability: number }>('availability');
    const parts = input.EBO.map((backorders, at) => ({ backorders, perSystem: input.qty_per_system[at]! }));
    expect(Math.abs(availability(input.systems, parts) - expected.availability)).toBeLessThanOrEqual(tolerance);
  });
});
