// npm run bench -- forecast [--data <wide csv> --horizon H --out <folder>]: accuracy on two real panels, or forecasts of a given table.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DemandForecast } from '../apps/inventory/src/core/forecasting/demand-forecast.js';
import { scoreForecasts, scoredQuantiles, type Scores } from './parts/forecast-scores.js';
import { fuzzForecasts } from './parts/forecast-fuzz.js';
import { forecastPanel, groupOf } from './parts/forecast-panel.js';
import { automotive, carParts, type Panel, readPanel } from './parts/wide-csv.js';
import { printFigures } from './shared/figures.js';

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      horizon: { type: 'string', default: '12' },
      out: { type: 'string' },
      cycle: { type: 'string' },
    },
  });
  const horizon = Number(values.horizon);
  if (!(Number.isInteger(horizon) && horizon >= 1 && horizon <= 104))
    throw new Error(`--horizon is 1 to 104, not ${values.horizon}`);
  if (!values.data) return measureKnownPanels();
  const panel = readPanel(values.data);
  const cycle = values.cycle === undefined ? panel.cycle : Number(values.cycle);
  if (values.out) writeForecasts({ ...panel, cycle }, horizon, values.out);
  else printScores(values.data, holdOut({ ...panel, cycle }, horizon));
  return 0;
}

/** Forecasts the periods after the last column of every row. */
function writeForecasts({ rows, cycle }: Panel, horizon: number, folder: string): void {
  const started = performance.now();
  const forecasts = forecastPanel(rows, horizon, cycle);
  const header = [
    'series',
    'period',
    'class',
    'method',
    'reason',
    'mean',
    ...scoredQuantiles.map((probability) => `q${probability}`),
  ];
  const lines = forecasts.flatMap((forecast, series) => linesOf(forecast, series, horizon));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'forecasts.csv');
  writeFileSync(file, `${header.join(',')}\n${lines.join('\n')}\n`);
  console.log(`${rows.length} series x ${horizon} periods in ${Math.round(performance.now() - started)} ms: ${file}`);
}

function linesOf(forecast: DemandForecast, series: number, horizon: number): string[] {
  const { method, classification, reasons } = forecast;
  const why = reasons
    .map(({ code, values }) => [code, ...Object.entries(values).map(([key, value]) => `${key}=${value}`)].join(' '))
    .join('; ');
  const start = [series];
  const middle = [classification.demandClass, method, why];
  const line = (period: number | string, mean: number, quantiles: readonly number[]) =>
    [...start, period, ...middle, short(mean), ...quantiles.map(short)].join(',');
  const periods = Array.from({ length: horizon }, (_, index) => {
    const distribution = forecast.period(index + 1);
    return line(
      index + 1,
      forecast.mean(index + 1),
      scoredQuantiles.map((probability) => distribution.quantile(probability)),
    );
  });
  const sum = forecast.sum(horizon);
  return [
    ...periods,
    line(
      'sum',
      forecast.meanOver(horizon),
      scoredQuantiles.map((probability) => sum.quantile(probability)),
    ),
  ];
}

const short = (value: number) => String(Number(value.toPrecision(9)));

/** Keeps the last periods back, forecasts them from the rest and scores. */
export function holdOut({ rows, cycle }: Panel, horizon: number): Scores {
  const known = rows.map((row) => row.slice(0, -horizon).map((quantity) => quantity ?? 0));
  const actuals = rows.map((row) => row.slice(-horizon).map((quantity) => quantity ?? 0));
  const forecasts = forecastPanel(known, horizon, cycle).map((forecast) => {
    const ahead = Array.from({ length: horizon }, (_, index) => index + 1);
    return {
      means: ahead.map((period) => forecast.mean(period)),
      quantiles: ahead.map((period) =>
        scoredQuantiles.map((probability) => forecast.period(period).quantile(probability)),
      ),
    };
  });
  return scoreForecasts(known, actuals, forecasts);
}

function printScores(name: string, scores: Scores): void {
  console.log(
    `${name}: WQL ${scores.weightedQuantileLoss.toFixed(4)}, RMSSE ${scores.scaledError.toFixed(4)}, bias ${scores.biasPercent.toFixed(1)} %, cover of 95 % ${scores.cover95Percent.toFixed(1)} %, broken ${scores.broken}`,
  );
}

const fuzzedSeries = 100_000;

function measureKnownPanels(): number {
  const car = holdOut(carParts(), 12);
  const auto = holdOut(automotive(), 6);
  const { rows } = carParts();
  const fuzzed = fuzzForecasts(fuzzedSeries, groupOf(rows, 4, 12));
  const good = printFigures([
    {
      name: 'car parts: WQL (best plain NB 0.885, Chronos-Bolt 0.995)',
      unit: '',
      values: [car.weightedQuantileLoss],
      must: 0.885,
      aim: 0.86,
    },
    { name: 'car parts: RMSSE', unit: '', values: [car.scaledError], must: 0.715, aim: 0.705 },
    { name: 'car parts: bias, absolute', unit: '%', values: [Math.abs(car.biasPercent)], must: 5, aim: 3 },
    {
      name: 'car parts: 95 % quantile covers, distance from 95',
      unit: '%',
      values: [Math.abs(car.cover95Percent - 95)],
      must: 2,
      aim: 2,
    },
    { name: 'automotive: WQL', unit: '', values: [auto.weightedQuantileLoss], must: 0.596, aim: 0.59 },
    {
      name: `exceptions, NaN, negative or crossing: both panels and ${fuzzedSeries} fuzzed series`,
      unit: '',
      values: [car.broken + auto.broken + fuzzed],
      must: 0,
      aim: 0,
    },
  ]);
  printScores('car parts', car);
  printScores('automotive', auto);
  return good ? 0 : 1;
}
