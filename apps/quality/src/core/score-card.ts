import { type Prior, priorOf, shrunkMean, type SiteSums } from './credibility.js';
import { type IndicatorName, indicatorNames } from './indicators.js';

/** Orders finished within this many days count. */
export const scoreWindowDays = 180;

export type IndicatorWeights = Record<IndicatorName, number>;

/** One indicator of a site, with all that its number was made of. Means and score are 0..100. */
export interface ScoredIndicator {
  indicator: IndicatorName;
  sums: SiteSums;
  ownMean: number | null;
  networkMean: number;
  priorOrders: number;
  score: number;
}

/** Scores the six indicators of one site against the sums of all sites (its own among them). */
export function scoreIndicators(
  own: Record<IndicatorName, SiteSums>,
  network: Record<IndicatorName, readonly SiteSums[]>,
): ScoredIndicator[] {
  return indicatorNames.map((indicator) => scoreIndicator(indicator, own[indicator], priorOf(network[indicator])));
}

function scoreIndicator(indicator: IndicatorName, sums: SiteSums, prior: Prior): ScoredIndicator {
  return {
    indicator,
    sums,
    ownMean: sums.orders === 0 ? null : toPoints(sums.sum / sums.orders),
    networkMean: toPoints(prior.mean),
    priorOrders: tenths(prior.orders),
    score: toPoints(shrunkMean(sums, prior)),
  };
}

/** The weighted mean of the six, 0..100 with one decimal. Weights need not add up to 1; throws when they add up to nothing. */
export function totalScore(indicators: readonly ScoredIndicator[], weights: IndicatorWeights): number {
  const weight = indicatorNames.reduce((sum, name) => sum + weights[name], 0);
  if (!(weight > 0))
    throw new Error('the weights of the six indicators add up to 0: give at least one of them a weight');
  return tenths(indicators.reduce((sum, { indicator, score }) => sum + weights[indicator] * score, 0) / weight);
}

const tenths = (value: number) => Math.round(value * 10) / 10;
/** 0..1 to 0..100 with one decimal. */
const toPoints = (value: number) => tenths(Math.min(1, Math.max(0, value)) * 100);
