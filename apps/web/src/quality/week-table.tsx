import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import type { UChartPoint } from './queries.js';

/** Weeks of a chart as numbers, the newest first. */
export function WeekTable({ weeks }: { weeks: readonly UChartPoint[] }) {
  const { quality: texts } = useTexts();
  const format = useFormat();
  const columns = [
    texts.columns.failures,
    texts.unitWeeks,
    texts.rateColumn,
    texts.centre,
    texts.lower,
    texts.upper,
  ] as const;
  const shown = (value: number | null | undefined) => (typeof value === 'number' ? format.precise(value) : '');
  return (
    <table className="list stacking">
      <TableHead columns={[texts.week, ...numberColumns(columns), texts.rules]} />
      <tbody>
        {weeks.toReversed().map(({ period, start, failures, unitWeeks, rules, alarms, ...week }) => (
          <tr key={period}>
            <th scope="row">
              {period}
              <small>{format.date(start, 'UTC')}</small>
            </th>
            {[
              format.number(failures),
              format.number(unitWeeks),
              ...[week.rate, week.centre, week.lowerLimit, week.upperLimit].map(shown),
            ].map((value, index) => (
              <td key={columns[index]} className="number" data-label={columns[index]}>
                {value}
              </td>
            ))}
            <td data-label={texts.rules}>
              {alarms.length > 0 && <Badge tone="bad">{texts.alarm}</Badge>}{' '}
              {rules.map((rule) => texts.rule[rule] ?? rule).join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
