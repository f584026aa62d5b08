import type { Classification } from './demand-class.js';
import type { GroupModel } from './group-model.js';
import { LatticeDistribution } from './lattice-distribution.js';
import { dispersionOf, type Level, levelOf, meanAhead } from './level.js';
import { type ForecastMethod, methods, type SelectableMethod } from './method-table.js';
import { isCoarse, latticeOf, type Mixture, mixtureMean, mixtureQuantile, mixtureQuantiles } from './mixture.js';
import { SeenPeriods } from './observed.js';
import type { Item } from './item.js';
import type { Reason } from './reasons.js';

/**
 * The forecast of one item-location: everything a planner or a policy asks comes from the same distribution. Pieces and periods throughout;
 * period 1 is the first after the history. Distributions are built when asked for and kept.
 */
export class DemandForecast {
  private readonly level: Level;
  private readonly dispersion: number;
  private readonly seen: SeenPeriods;
  private readonly periods = new Map<number, LatticeDistribution>();
  /** In units, of the coming periods from 1 on. */
  private readonly means: number[] = [];
  /** A few: a search among numbers is quicker than a key made of their digits. */
  private readonly sums: { periods: number; variance: number; sum: LatticeDistribution }[] = [];

  /** `group` is in the item's units already (`groupInUnits`). `known` replaces what would be read from the history (installed base). */
  constructor(
    private readonly item: Item,
    private readonly group: GroupModel,
    readonly method: ForecastMethod,
    readonly classification: Classification,
    readonly reasons: readonly Reason[],
    private readonly shape: SelectableMethod,
    known?: { level: Level; dispersion: number },
  ) {
    this.seen = new SeenPeriods(item.demand, item.demand.length, methods[shape].memory);
    this.level = known?.level ?? levelOf(item.demand, item.demand.length, methods[shape].memory, group);
    this.dispersion = known?.dispersion ?? dispersionOf(item.demand, item.demand.length, group, this.level.mean);
  }

  /** Expected pieces in the `ahead`-th coming period. */
  mean(ahead = 1): number {
    return this.period(ahead).mean;
  }

  /** Expected pieces over the coming `periods`, which may end within a period. */
  meanOver(periods: number): number {
    return this.sum(periods).mean;
  }

  /** Demand of the `ahead`-th coming period. */
  period(ahead = 1): LatticeDistribution {
    const mean = this.meanUnits(ahead); // without drift and season all periods are alike
    const found = this.periods.get(mean) ?? latticeOf(this.mixture(mean, 1, this.dispersion), this.item.unit);
    this.periods.set(mean, found);
    return found;
  }

  /** Mean and quantiles of the `ahead`-th coming period: what `period(ahead)` says, in a fraction of its time. */
  band(ahead: number, probabilities: readonly number[]): { mean: number; quantiles: number[] } {
    const { unit } = this.item;
    const mixture = this.mixture(this.meanUnits(ahead), 1, this.dispersion);
    if (isCoarse(mixture)) {
      const period = this.period(ahead);
      return { mean: period.mean, quantiles: probabilities.map((probability) => period.quantile(probability)) };
    }
    const quantiles = new Array<number>(probabilities.length).fill(0);
    mixtureQuantiles(mixture, probabilities, quantiles);
    for (let index = 0; index < quantiles.length; index += 1) quantiles[index] = (quantiles[index] ?? 0) * unit;
    return { mean: mixtureMean(mixture) * unit, quantiles };
  }

  /** One quantile of `sum(periods)`. */
  quantileOver(periods: number, probability: number): number {
    if (!(periods > 0)) return 0;
    return mixtureQuantile(this.sumMixture(periods, 0), probability, this.item.unit);
  }

  /** Periods with the same key are the same distribution. */
  keyOf(ahead: number): number {
    return this.meanUnits(ahead);
  }

  /**
   * Demand over the coming `periods` (a lead time and review; fractions are allowed). Periods are not independent: the true level is unknown and
   * common to all of them, so the variance grows faster than the mean. `periodsVariance` is the variance of that length.
   */
  sum(periods: number, periodsVariance = 0): LatticeDistribution {
    if (!(periods > 0)) return new LatticeDistribution(Float64Array.of(1), this.item.unit);
    for (const one of this.sums) if (one.periods === periods && one.variance === periodsVariance) return one.sum;
    const sum = latticeOf(this.sumMixture(periods, periodsVariance), this.item.unit);
    this.sums.push({ periods, variance: periodsVariance, sum });
    return sum;
  }

  private meanUnits(ahead: number): number {
    const known = this.means[ahead - 1];
    if (known !== undefined) return known;
    const mean = this.meanUnitsAnew(ahead);
    if (ahead - 1 === this.means.length) this.means.push(mean);
    return mean;
  }

  private meanUnitsAnew(ahead: number): number {
    const season = this.group.season;
    const factor = season.length === 0 ? 1 : (season[(Math.ceil(ahead) - 1) % season.length] ?? 1);
    return meanAhead(this.level, this.group, ahead) * factor;
  }

  private meanUnitsOver(periods: number): number {
    let sum = 0;
    for (let ahead = 1; ahead < periods + 1; ahead += 1)
      sum += this.meanUnits(ahead) * Math.min(1, periods - ahead + 1);
    return sum;
  }

  private sumMixture(periods: number, periodsVariance: number): Mixture {
    const mean = this.meanUnitsOver(periods);
    const rate = mean / periods;
    const ofLevel = this.group.levelVariation * mean;
    const ofLength = mean > 0 ? (periodsVariance * rate * rate) / mean : 0;
    return this.mixture(mean, periods, this.dispersion + ofLevel + ofLength);
  }

  private mixture(mean: number, periods: number, dispersion: number): Mixture {
    return mixtureOf(this.seen, this.level, this.shape, mean, periods, dispersion);
  }
}

/** The mixture for a sum over `periods` with this mean, from what was seen (with the memory of the method). */
export function mixtureOf(
  seen: SeenPeriods,
  level: Level,
  method: SelectableMethod,
  mean: number,
  periods: number,
  dispersion: number,
): Mixture {
  const { observedShare } = methods[method];
  const factor = level.mean > 0 ? mean / (level.mean * periods) : 1;
  const observed = observedShare > 0 && seen.end >= 6 * periods ? seen.sums(periods, factor) : undefined;
  if (!observed) return { count: { mean, dispersion }, observed: nothingObserved, share: 0 };
  return { count: { mean, dispersion }, observed, share: observedShare };
}

const nothingObserved = { values: [], weights: [] };
