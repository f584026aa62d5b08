import type { Classification } from './demand-class.js';
import type { GroupModel } from './group-model.js';
import { LatticeDistribution } from './lattice-distribution.js';
import { dispersionOf, type Level, levelOf, meanAhead } from './level.js';
import { type ForecastMethod, methods, type SelectableMethod } from './method-table.js';
import { latticeOf, type Mixture } from './mixture.js';
import { observedSums } from './observed.js';
import type { Item } from './item.js';
import type { Reason } from './reasons.js';

/**
 * The forecast of one item-location: everything a planner or a policy asks comes from the same distribution. Pieces and periods throughout;
 * period 1 is the first after the history. Distributions are built when asked for and kept.
 */
export class DemandForecast {
  private readonly level: Level;
  private readonly dispersion: number;
  private readonly built = new Map<string, LatticeDistribution>();

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
    const mean = this.meanUnits(ahead);
    return this.keep(`p${mean}`, () => this.build(mean, 1, this.dispersion)); // without drift and season all periods are alike
  }

  /**
   * Demand over the coming `periods` (a lead time and review; fractions are allowed). Periods are not independent: the true level is unknown and
   * common to all of them, so the variance grows faster than the mean. `periodsVariance` is the variance of that length.
   */
  sum(periods: number, periodsVariance = 0): LatticeDistribution {
    if (!(periods > 0)) return new LatticeDistribution(Float64Array.of(1), this.item.unit);
    return this.keep(`s${periods}/${periodsVariance}`, () => {
      const mean = this.meanUnitsOver(periods);
      const rate = mean / periods;
      const ofLevel = this.group.levelVariation * mean;
      const ofLength = mean > 0 ? (periodsVariance * rate * rate) / mean : 0;
      return this.build(mean, periods, this.dispersion + ofLevel + ofLength);
    });
  }

  private meanUnits(ahead: number): number {
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

  private build(mean: number, periods: number, dispersion: number): LatticeDistribution {
    return latticeOf(
      mixtureOf(this.item.demand, this.item.demand.length, this.level, this.shape, mean, periods, dispersion),
      this.item.unit,
    );
  }

  private keep(key: string, build: () => LatticeDistribution): LatticeDistribution {
    const found = this.built.get(key) ?? build();
    this.built.set(key, found);
    return found;
  }
}

/** The mixture for a sum over `periods` with this mean, from the first `end` periods. */
export function mixtureOf(
  demand: Float64Array,
  end: number,
  level: Level,
  method: SelectableMethod,
  mean: number,
  periods: number,
  dispersion: number,
): Mixture {
  const { memory, observedShare } = methods[method];
  const factor = level.mean > 0 ? mean / (level.mean * periods) : 1;
  const observed =
    observedShare > 0 && end >= 6 * periods ? observedSums(demand, end, periods, memory, factor) : undefined;
  if (!observed) return { count: { mean, dispersion }, observed: nothingObserved, share: 0 };
  return { count: { mean, dispersion }, observed, share: observedShare };
}

const nothingObserved = { values: new Float64Array(0), weights: new Float64Array(0) };
