import { DemandForecast } from './demand-forecast.js';
import { type ForecastOptions, forecastOf } from './forecast-item.js';
import { type Item, itemOf } from './item.js';
import { otherMethods, type SelectableMethod } from './method-table.js';

/**
 * The demand of one item-location between two planning runs: one more demand changes the running period and the forecast at once, with the method of
 * the last run – no selection, no refitting, microseconds. A history of 51 periods is 400 bytes: the state is the history.
 */
export class DemandState {
  private item: Item;
  private readonly options: ForecastOptions;

  private constructor(item: Item, options: ForecastOptions) {
    this.item = item;
    const { method } = forecastOf(item, options);
    const chosen = otherMethods.some((other) => other === method) ? undefined : (method as SelectableMethod);
    this.options = { ...options, ...(chosen && { forcedMethod: chosen }) };
  }

  /** Chooses the method once; `history` ends with the running period, which may still be partial. */
  static of(history: readonly (number | null | undefined)[], options: ForecastOptions = {}): DemandState {
    return new DemandState(
      itemOf(history, options.oneOffPeriods ? { oneOffPeriods: options.oneOffPeriods } : {}),
      options,
    );
  }

  /** Pieces wanted now; negative for a return, the period stays at least 0. */
  add(pieces: number): void {
    const raw = Array.from(this.item.demand, (units) => units * this.item.unit);
    const last = Math.max(0, raw.length - 1);
    raw[last] = Math.max(0, (raw[last] ?? 0) + pieces);
    this.item = itemOf(raw);
  }

  /** The next period has begun. */
  advance(): void {
    this.item = { ...this.item, demand: Float64Array.from([...this.item.demand, 0]) };
  }

  /** What is known now. */
  forecast(): DemandForecast {
    return forecastOf(this.item, this.options);
  }
}
