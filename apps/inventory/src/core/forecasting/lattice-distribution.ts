/**
 * Demand as probabilities of 0, 1, 2 … units: the one object from which mean, quantiles, shortage and stock are read. `unit` is the size of a
 * step in pieces: 1 for countable parts, less for metres or litres, more where demand is so large that single pieces do not matter.
 */
export class LatticeDistribution {
  readonly mean: number;
  readonly variance: number;
  private readonly cumulated: Float64Array;
  /** Expected units short when `index` units are kept; made when it is asked for. */
  private short: Float64Array | undefined;

  /** The probabilities may miss 1 by rounding or a cut tail; what is missing is put on the last unit. */
  constructor(
    private readonly probabilities: Float64Array,
    readonly unit = 1,
  ) {
    const size = probabilities.length;
    this.cumulated = new Float64Array(size);
    let [sum, mean, square] = [0, 0, 0];
    for (let index = 0; index < size; index += 1) {
      const probability = probabilities[index] ?? 0;
      sum += probability;
      mean += index * probability;
      square += index * index * probability;
      this.cumulated[index] = Math.min(1, sum);
    }
    const rest = 1 - sum;
    mean += rest * (size - 1);
    square += rest * (size - 1) ** 2;
    this.cumulated[size - 1] = 1;
    this.mean = mean * unit;
    this.variance = Math.max(0, square - mean * mean) * unit * unit;
  }

  /** P(demand = index·unit). */
  probability(index: number): number {
    return this.probabilities[index] ?? 0;
  }

  /** The largest number of units that has a probability. */
  get last(): number {
    return this.probabilities.length - 1;
  }

  /** P(demand <= pieces). */
  cdf(pieces: number): number {
    if (pieces < 0) return 0;
    return this.cumulated[Math.min(this.last, Math.floor(pieces / this.unit + 1e-9))] ?? 1;
  }

  /** Smallest demand in pieces with cdf >= probability; the largest one for a probability of 1. */
  quantile(probability: number): number {
    let [low, high] = [0, this.last];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.cumulated[middle] ?? 1) >= probability - 1e-12) high = middle;
      else low = middle + 1;
    }
    return low * this.unit;
  }

  /** E(demand - pieces)+: the expected shortage in pieces when so many are kept. Linear between units, exact below 0. */
  shortage(pieces: number): number {
    if (pieces <= 0) return this.mean - pieces;
    const units = pieces / this.unit;
    const floor = Math.min(this.last, Math.floor(units + 1e-9));
    const short = (this.short ??= this.shortages());
    const below = short[floor] ?? 0;
    const above = short[floor + 1] ?? 0;
    return this.unit * (below + Math.max(0, units - floor) * (above - below));
  }

  private shortages(): Float64Array {
    const size = this.cumulated.length;
    const short = new Float64Array(size);
    for (let index = size - 2; index >= 0; index -= 1)
      short[index] = (short[index + 1] ?? 0) + 1 - (this.cumulated[index] ?? 1);
    return short;
  }
}

/** All demand is `pieces`. */
export function certain(pieces: number, unit = 1): LatticeDistribution {
  const probabilities = new Float64Array(Math.round(pieces / unit) + 1);
  probabilities[probabilities.length - 1] = 1;
  return new LatticeDistribution(probabilities, unit);
}
