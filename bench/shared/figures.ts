import { conditions, median } from './conditions.js';

/** One line of a bench's table. Lower is better unless it is said. */
export interface Figure {
  name: string;
  unit: string;
  values: readonly number[];
  must: number;
  aim: number;
  higherIsBetter?: boolean;
}

/** Prints the table for `bench/README.md`; answers whether every median holds what it must. */
export function printFigures(figures: readonly Figure[]): boolean {
  console.log(`${conditions()}; median of ${Math.max(...figures.map(({ values }) => values.length))}\n`);
  console.log('| figure | must | aim | median | runs | |\n|---|---|---|---|---|---|');
  for (const figure of figures) console.log(lineOf(figure));
  return figures.every((figure) => holds(figure, figure.must));
}

function lineOf(figure: Figure): string {
  const { name, unit, values, must, aim } = figure;
  const verdict = holds(figure, aim) ? 'as aimed' : holds(figure, must) ? 'enough' : '**missed**';
  const runs = values.map(short).join(', ');
  return `| ${name} | ${short(must)} ${unit} | ${short(aim)} ${unit} | ${short(median(values))} ${unit} | ${runs} | ${verdict} |`;
}

function holds({ values, higherIsBetter = false }: Figure, limit: number): boolean {
  const value = median(values);
  return higherIsBetter ? value >= limit : value <= limit;
}

const short = (value: number) => (value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3))));
