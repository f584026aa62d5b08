import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const perStep = 2 ** -32;

/** The search's chance: the same seed gives the same plan. */
export class Random {
  private readonly generator: RandomGenerator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** In [0, 1). */
  next(): number {
    return (this.generator.next() >>> 0) * perStep;
  }

  /** A whole number in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  shuffle(values: Int32Array, length: number): void {
    for (let index = length - 1; index > 0; index -= 1) {
      const other = this.below(index + 1);
      const kept = values[index] as number;
      values[index] = values[other] as number;
      values[other] = kept;
    }
  }
}
