import { Link } from 'react-router';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import { useAlerts, useProductName } from './queries.js';
import { type AlertFilter, chartOfAlert } from './questions.js';

/** Alerts of what is charted, or of all products; each leads to the chart as it stood when it was raised. */
export function AlertList({ filter }: { filter: AlertFilter }) {
  const { quality: texts } = useTexts();
  const format = useFormat();
  const productName = useProductName();
  const query = useAlerts(filter);
  const numbers = [texts.columns.failures, texts.unitWeeks, texts.rateColumn, texts.expected, texts.upper];
  return (
    <section className="quality-part">
      <h2>{texts.alerts}</h2>
      <Loaded query={query} isEmpty={({ pages }) => !pages[0]?.items.length} empty={texts.noAlerts}>
        {({ pages }) => (
          <>
            <table className="list stacking">
              <TableHead columns={[texts.raised, texts.product, texts.week, texts.rules, ...numberColumns(numbers)]} />
              <tbody>
                {pages
                  .flatMap(({ items }) => items)
                  .map((alert) => (
                    <tr key={alert.alertId}>
                      <td data-label={texts.raised}>{format.fullDateTime(alert.raisedAt)}</td>
                      <th scope="row" data-label={texts.product}>
                        <Link to={chartOfAlert(alert)}>{productName(alert.productId)}</Link>
                      </th>
                      <td data-label={texts.week}>{alert.period}</td>
                      <td data-label={texts.rules}>{texts.rule[alert.rule] ?? alert.rule}</td>
                      {[
                        format.number(alert.failures),
                        format.number(alert.unitsAtRisk),
                        ...[alert.observed, alert.expected, alert.upperLimit].map(format.precise),
                      ].map((value, index) => (
                        <td key={numbers[index]} className="number" data-label={numbers[index]}>
                          {value}
                        </td>
                      ))}
                    </tr>
                  ))}
              </tbody>
            </table>
            <More query={query} />
          </>
        )}
      </Loaded>
    </section>
  );
}
