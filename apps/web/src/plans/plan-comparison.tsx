import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import type { Plan, PlanFigures } from './queries.js';

type Figure = keyof PlanFigures;

const figures: readonly Figure[] = [
  'served',
  'unserved',
  'lateOrders',
  'latenessMinutes',
  'travelMinutes',
  'travelKilometres',
  'spreadOfHours',
];
const moreIsBetter: ReadonlySet<Figure> = new Set(['served']);

interface PlanComparisonProps {
  plan: Plan;
  before: PlanFigures;
  after: PlanFigures;
}

/** What is booked against what the plan would make of the same orders. */
export function PlanComparison({ plan, before, after }: PlanComparisonProps) {
  const texts = useTexts();
  const format = useFormat();
  const { figure: heads, now, planned, change } = texts.plans;
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{texts.plans.figures}</span>
            </th>
            <th scope="col">{now}</th>
            <th scope="col">{planned}</th>
            <th scope="col">{change}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((name) => (
            <tr key={name}>
              <th scope="row">{heads[name]}</th>
              <td className="number">{format.number(before[name])}</td>
              <td className="number">{format.number(after[name])}</td>
              <td className={`number ${toneOf(name, after[name] - before[name])}`}>
                {signed(after[name] - before[name], format.number)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {plan.changedTechnicians !== undefined && (
        <p className="muted">{texts.plans.changes(plan.changedTechnicians, plan.changedTimes ?? 0)}</p>
      )}
    </>
  );
}

/** As it is shown, to one decimal: what looks the same is no change. */
const isShown = (difference: number) => Math.abs(difference) >= 0.05;

const signed = (difference: number, number: (value: number) => string) =>
  isShown(difference) ? `${difference > 0 ? '+' : '−'}${number(Math.abs(difference))}` : '=';

function toneOf(figure: Figure, difference: number): string {
  if (!isShown(difference)) return '';
  return difference > 0 === moreIsBetter.has(figure) ? 'better' : 'worse';
}
