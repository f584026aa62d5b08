import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { forecastItem } from '../../apps/inventory/src/core/forecasting/forecast-item.js';
import type { GroupModel } from '../../apps/inventory/src/core/forecasting/group-model.js';
import { isBroken, scoredQuantiles } from './forecast-scores.js';

const oddities = [
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -1,
  -1e9,
  1e12,
  1e300,
  0.5,
  0.001,
  5e-324,
  1e6,
  123_456.789,
];

/** How many of so many histories full of gaps, returns, huge and broken quantities give an exception, NaN, negative or crossing quantiles. */
export function fuzzForecasts(series: number, group: GroupModel): number {
  const random = xoroshiro128plus(20_261_125);
  let broken = 0;
  for (let at = 0; at < series; at += 1) {
    try {
      const forecast = forecastItem(fuzzedHistory(random), { horizon: 4, ...(at % 2 === 0 && { group }) });
      for (const [mean, distribution] of [
        [forecast.mean(1), forecast.period(1)],
        [forecast.meanOver(4.5), forecast.sum(4.5)],
      ] as const) {
        broken += isBroken(
          mean,
          scoredQuantiles.map((probability) => distribution.quantile(probability)),
        )
          ? 1
          : 0;
      }
    } catch {
      broken += 1;
    }
  }
  return broken;
}

function fuzzedHistory(random: RandomGenerator): (number | null)[] {
  const [zeros, odd, scale] = [
    uniformFloat64(random),
    uniformFloat64(random) ** 4,
    10 ** (6 * uniformFloat64(random) ** 3),
  ];
  return Array.from({ length: uniformInt(random, 0, 60) }, () => {
    if (uniformFloat64(random) < zeros) return 0;
    if (uniformFloat64(random) < odd) return oddities[uniformInt(random, 0, oddities.length - 1)] ?? null;
    return Math.floor(scale * uniformFloat64(random) ** 2);
  });
}
