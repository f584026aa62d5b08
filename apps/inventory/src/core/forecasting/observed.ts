import type { ObservedPart } from './mixture.js';

/** What chances of demand and what quantities are multiplied by. */
interface Adjustment {
  chance: number;
  size: number;
}

/** The first `end` periods of a history, as a method with some memory looks at them: a period counts memory^age. */
export class SeenPeriods {
  private most = -1;
  /** By length of the sums; a forecast asks for the same one or two again and again. */
  private readonly known = new Map<number, Windows>();

  constructor(
    private readonly demand: Float64Array,
    readonly end: number,
    private readonly memory: number,
  ) {}

  /**
   * Sums over `periods` consecutive periods as they were seen (overlapping), weighted, adjusted by `factor` = forecast level / seen level: where most
   * sums are 0 the chance of demand is adjusted, where few are the quantity, in between both. A scaled value between two counts falls on both, so that the
   * mean stays right. Fractions of a period mix the two whole lengths. Undefined when the history is too short.
   */
  sums(periods: number, factor: number): ObservedPart | undefined {
    const whole = Math.floor(periods);
    const rest = periods - whole > 1e-9 ? periods - whole : 0;
    if (this.end < whole + (rest > 0 ? 1 : 0) || whole < 1) return undefined;
    const adjust = this.adjustment(whole, rest, factor);
    const largest = this.largest() * (whole + 1) * adjust.size + 2;
    const cells = largest < dense.size ? dense : new SparseCells();
    this.addSums(cells, whole, adjust, 1 - rest);
    if (rest > 0) this.addSums(cells, whole + 1, adjust, rest);
    return cells.take(largest);
  }

  private adjustment(whole: number, rest: number, factor: number): Adjustment {
    let positive = (1 - rest) * this.windows(whole).positive;
    if (rest > 0) positive += rest * this.windows(whole + 1).positive;
    if (positive <= 0) return { chance: 1, size: factor };
    const chance = Math.min(factor ** (1 - positive), 1 / positive);
    return { chance, size: factor / chance };
  }

  private windows(length: number): Windows {
    const known = this.known.get(length);
    if (known) return known;
    const { memory } = this;
    const count = this.end - length + 1;
    const weights = memory === 1 ? count : (1 - memory ** count) / (1 - memory);
    const windows = { count, oldest: memory ** (count - 1), weights, positive: this.positiveShare(length) };
    this.known.set(length, windows);
    return windows;
  }

  private positiveShare(length: number): number {
    const { demand, end, memory } = this;
    let [positive, total, last] = [0, 0, -1];
    for (let period = 0; period < length - 1; period += 1) if ((demand[period] ?? 0) > 0) last = period;
    for (let start = 0; start + length <= end; start += 1) {
      if ((demand[start + length - 1] ?? 0) > 0) last = start + length - 1;
      total = total * memory + 1;
      positive = positive * memory + (last >= start ? 1 : 0);
    }
    return total > 0 ? positive / total : 0;
  }

  private largest(): number {
    if (this.most >= 0) return this.most;
    let most = 0;
    for (let period = 0; period < this.end; period += 1) most = Math.max(most, this.demand[period] ?? 0);
    this.most = most;
    return most;
  }

  /** Adds `total` to the cells, split over all sums of `length` periods. */
  private addSums(cells: Cells, length: number, { chance, size }: Adjustment, total: number): void {
    const { demand, memory } = this;
    const { count, oldest, weights } = this.windows(length);
    let sum = 0;
    for (let period = 0; period < length - 1; period += 1) sum += demand[period] ?? 0;
    let weight = (total * oldest) / weights;
    for (let start = 0; start < count; start += 1) {
      sum += demand[start + length - 1] ?? 0;
      if (sum > 1e-9) {
        const scaled = sum * size;
        const floor = Math.floor(scaled + 1e-9);
        const above = Math.max(0, scaled - floor);
        cells.add(floor, weight * chance * (1 - above));
        if (above > 0) cells.add(floor + 1, weight * chance * above);
        cells.add(0, weight * (1 - chance));
      } else cells.add(0, weight);
      sum -= demand[start] ?? 0;
      weight /= memory;
    }
  }
}

/** All runs of so many periods. */
interface Windows {
  count: number;
  /** Weight of the oldest one, of all of them together, and the weighted share of those with demand. */
  oldest: number;
  weights: number;
  positive: number;
}

/** Weights of whole numbers. */
interface Cells {
  add(at: number, weight: number): void;
  /** The weights of 0 … `largest`, ascending; they are gone then. */
  take(largest: number): ObservedPart;
}

/** Rounding may leave less than nothing at 0. */
const dust = 1e-15;

class DenseCells implements Cells {
  readonly size = 2048;
  private readonly weights = new Float64Array(this.size);

  add(at: number, weight: number): void {
    this.weights[at] = (this.weights[at] ?? 0) + weight;
  }

  take(largest: number): ObservedPart {
    const end = Math.ceil(largest);
    const values: number[] = [];
    const weights: number[] = [];
    for (let value = 0; value <= end; value += 1) {
      const weight = this.weights[value] ?? 0;
      this.weights[value] = 0;
      if (weight <= dust) continue;
      values.push(value);
      weights.push(weight);
    }
    return { values, weights };
  }
}

/** For quantities that are large. */
class SparseCells implements Cells {
  private readonly weights = new Map<number, number>();

  add(at: number, weight: number): void {
    this.weights.set(at, (this.weights.get(at) ?? 0) + weight);
  }

  take(): ObservedPart {
    const kept = [...this.weights].filter(([, weight]) => weight > dust).sort(([one], [other]) => one - other);
    return { values: kept.map(([value]) => value), weights: kept.map(([, weight]) => weight) };
  }
}

/** Reused: most sums are small, and cells made for each forecast would cost more than the forecast. Always left empty. */
const dense = new DenseCells();
