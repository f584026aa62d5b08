import { readFileSync } from 'node:fs';
import { dataFile, describeWithData, vectorsOf } from '#common/testing/data.js';
import { compoundPoisson, geometricSizes } from './compound-poisson.js';
import { learnRatePrior, rateQuantile, updateRate } from './installed-base.js';
import { transitionsOf, willemainExact } from './willemain.js';

const spares = 'vectors/spares_network.json';
const exposure = 'parts/backblaze_model_exposure.csv';

type Numbers = Record<string, number>;
interface Vector {
  id: string;
  input: { y: number[]; orders_per_period: number; lead_time: number };
  expected: Record<'mean' | 'var' | 'alpha' | 'beta' | 'neg_loglik', number> &
    Record<'transition' | 'pmf' | 'quantiles' | 'E_shortage', Numbers> & {
      pmf_0_9: number[];
      posterior: Record<string, Numbers>;
    };
  tolerance: number;
}
const vectors = vectorsOf<Vector>(spares);
const vector = (id: string) => vectors.find((one) => one.id === id)!;
const expectNear = (value: number, expected: number, tolerance: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance);

describeWithData([spares], 'compound Poisson', () => {
  const { input, expected, tolerance } = vector('compound-poisson-geometric');
  const demand = compoundPoisson(input.orders_per_period * input.lead_time, geometricSizes(0.4));

  it('agrees with the vector in probabilities, moments, quantiles and shortages', () => {
    expected.pmf_0_9.forEach((probability, units) => expectNear(demand.probability(units), probability, tolerance));
    expectNear(demand.mean, expected.mean, tolerance);
    expectNear(demand.variance, expected.var, 1e-7);
    for (const [probability, units] of Object.entries(expected.quantiles))
      expect(demand.quantile(Number(probability))).toBe(units);
    for (const [kept, short] of Object.entries(expected.E_shortage))
      expectNear(demand.shortage(Number(kept)), short, tolerance);
  });
});

describeWithData([spares], 'Willemain’s bootstrap, exact', () => {
  const { input, expected, tolerance } = vector('willemain-markov-ltd-exact-no-jitter');

  it('agrees with the enumeration', () => {
    expectNear(transitionsOf(input.y).afterNone, expected.transition['01']!, tolerance);
    expectNear(transitionsOf(input.y).afterDemand, expected.transition['11']!, tolerance);
    const demand = willemainExact(input.y, input.lead_time);
    for (const [units, probability] of Object.entries(expected.pmf))
      expectNear(demand.probability(Number(units)), probability, tolerance);
    expectNear(demand.mean, expected.mean, tolerance);
    for (const [probability, units] of Object.entries(expected.quantiles))
      expect(demand.quantile(Number(probability))).toBe(units);
  });
});

describeWithData([spares, exposure], 'failure rates of a group', () => {
  const { expected, tolerance } = vector('gamma-poisson-empirical-bayes-backblaze');
  const lines = readFileSync(dataFile(exposure), 'utf8').trim().split('\n').slice(1);
  const models = lines.map((line) => {
    const [name = '', , , days, failed] = line.split(',');
    return { name, failures: Number(failed), unitYears: Number(days) / 365.25 };
  });

  it('agree with the maximum likelihood of scipy and give each model its own rate', () => {
    const prior = learnRatePrior(models);
    expectNear(prior.alpha, expected.alpha, tolerance);
    expectNear(prior.beta / expected.beta, 1, tolerance);
    expectNear(prior.negativeLogLikelihood, expected.neg_loglik, tolerance);
    for (const [name, wanted] of Object.entries(expected.posterior)) {
      const rate = updateRate(
        prior,
        models.find((model) => model.name === name)!,
      );
      expectNear(rate.mean, wanted['post_mean']!, tolerance);
      expectNear(rateQuantile(0.05, rate), wanted['q05']!, tolerance);
    }
  });
});
