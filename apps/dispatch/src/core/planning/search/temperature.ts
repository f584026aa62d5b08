import type { Random } from './random.js';

const samples = 200;
/** Start and end of the temperature as shares of the mean worsening of a step, on all problems. */
const shares = { hot: 0.2, cold: 0.02 };

/** Simulated annealing that sets its temperature from the moves themselves: it measures how much a step worsens before it cools. */
export class Temperature {
  private value = 0;
  private progress = 0;
  private sum = 0;
  private count = 0;
  private hot = 0;

  cool(progress: number): void {
    this.progress = progress;
    this.set();
  }

  private set(): void {
    this.value = this.hot * (shares.cold / shares.hot) ** this.progress;
  }

  accepts(change: number, random: Random): boolean {
    return change < -this.value * Math.log(random.next());
  }

  /** Hears of a step that served the same visits at another cost. */
  measure(change: number): void {
    if (this.count === samples || change <= 0 || change === Infinity) return;
    this.sum += change;
    this.count += 1;
    this.hot = (shares.hot * this.sum) / this.count;
    this.set();
  }
}
