/** Forecast of one row as it is scored: per coming period a mean and quantiles at `scoredQuantiles`. */
export interface ScoredForecast {
  means: readonly number[];
  quantiles: readonly (readonly number[])[];
}

export interface Scores {
  /** Mean over deciles of 2·pinball loss / actual demand, as fev and GluonTS define it. */
  weightedQuantileLoss: number;
  /** Root of mean squared error / mean squared first difference in sample, mean over rows where that is not 0. */
  scaledError: number;
  /** (forecast - actual) / actual, in percent, signed. */
  biasPercent: number;
  /** Share in percent of actuals at or below the 95 % quantile. */
  cover95Percent: number;
  broken: number;
}

export const scoredQuantiles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99] as const;
const deciles = 9;

/** Scores forecasts of `rows` (history) against `actuals` (what came). */
export function scoreForecasts(
  rows: readonly (readonly number[])[],
  actuals: readonly (readonly number[])[],
  forecasts: readonly ScoredForecast[],
): Scores {
  let [loss, demand, error, inside, cells, broken, scaled, scaledRows] = [0, 0, 0, 0, 0, 0, 0, 0];
  forecasts.forEach(({ means, quantiles }, at) => {
    let squares = 0;
    actuals[at]?.forEach((actual, ahead) => {
      const mean = means[ahead] ?? Number.NaN;
      const levels = quantiles[ahead] ?? [];
      demand += actual;
      error += mean - actual;
      squares += (mean - actual) ** 2;
      inside += actual <= (levels[deciles] ?? Number.NaN) ? 1 : 0;
      cells += 1;
      broken += isBroken(mean, levels) ? 1 : 0;
      for (let index = 0; index < deciles; index += 1)
        loss += pinball(actual, levels[index] ?? Number.NaN, scoredQuantiles[index] ?? 0);
    });
    const scale = squaredDifference(rows[at] ?? []);
    if (scale === 0) return;
    scaled += Math.sqrt(squares / (actuals[at]?.length ?? 1) / scale);
    scaledRows += 1;
  });
  return {
    weightedQuantileLoss: (2 * loss) / deciles / demand,
    scaledError: scaled / scaledRows,
    biasPercent: (100 * error) / demand,
    cover95Percent: (100 * inside) / cells,
    broken,
  };
}

const pinball = (actual: number, level: number, probability: number) =>
  actual >= level ? probability * (actual - level) : (1 - probability) * (level - actual);

/** Not a number, negative, or quantiles that cross. */
export function isBroken(mean: number, levels: readonly number[]): boolean {
  const crossing = levels.some((level, index) => !(level >= (levels[index - 1] ?? 0)) || !Number.isFinite(level));
  return !(mean >= 0) || !Number.isFinite(mean) || crossing || levels.length !== scoredQuantiles.length;
}

function squaredDifference(row: readonly number[]): number {
  let sum = 0;
  for (let period = 1; period < row.length; period += 1) sum += ((row[period] ?? 0) - (row[period - 1] ?? 0)) ** 2;
  return sum / Math.max(1, row.length - 1);
}
