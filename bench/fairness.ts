// npm run bench -- fairness [--seed K]
// Four weeks of a crew in real towns, planned day by day: once without a ledger of who worked how much, once with it. Both get the same steps of the search
// for each day, so that the figures are the same on every machine.
import { solve } from '../apps/dispatch/src/core/planning/solve.js';
import { planningOptions } from './planning/options.js';
import { dayProblem, Ledger, weeksOf, type Weeks } from './planning/weeks.js';
import { printFigures } from './shared/figures.js';

const runs = 3;
const stepsADay = 1_500;

function play(weeks: Weeks, isFair: boolean, seed: number): Ledger {
  const ledger = new Ledger(weeks.technicians);
  for (const day of weeks.days) {
    const problem = dayProblem(weeks, day, isFair ? ledger : undefined);
    const { plan, verdict } = solve(problem, { seed, steps: stepsADay });
    if (verdict.violations.length + verdict.wrongTerms.length > 0)
      throw new Error(`the checker refuses a plan: ${verdict.violations[0]?.message ?? verdict.wrongTerms.join(', ')}`);
    ledger.add(plan);
  }
  return ledger;
}

const told = (ledger: Ledger) =>
  `working time ${ledger.mean().toFixed(1)} h each, varies by ${(100 * ledger.variation()).toFixed(1)} %, cost ${ledger.cost.toFixed(0)}, ${ledger.unserved} unserved`;

export async function main(args: readonly string[]): Promise<number> {
  const options = planningOptions(args, '.');
  const compared: { variation: number; cost: number }[] = [];
  for (let seed = options.seed; seed < options.seed + runs; seed += 1) {
    const weeks = await weeksOf(seed);
    const plain = play(weeks, false, seed);
    const fair = play(weeks, true, seed);
    console.log(`seed ${seed}, without the ledger: ${told(plain)}\nseed ${seed}, with it: ${told(fair)}`);
    compared.push({ variation: fair.variation() / plain.variation(), cost: 100 * (fair.cost / plain.cost - 1) });
  }
  const holds = printFigures([
    {
      name: 'variation of working time, as a share of that without a ledger',
      unit: '',
      values: compared.map(({ variation }) => variation),
      must: 0.5,
      aim: 0.5,
    },
    { name: 'what that costs more', unit: '%', values: compared.map(({ cost }) => cost), must: 3, aim: 1.5 },
  ]);
  return holds ? 0 : 1;
}
