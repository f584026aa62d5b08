import { Link } from 'react-router';
import { chartReaders } from '../session/quality-readers.js';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import type { ParetoBar } from './queries.js';

export interface NamedBar extends ParetoBar {
  name: string;
  /** Addresses of the ranking of what the bar stands for, and of its chart; undefined where there are none. */
  leadsTo: string | undefined;
  chart: string | undefined;
  /** Of the single records that the bar counts. */
  records: string;
}

/** The bars as numbers, with the links that lead on. */
export function ParetoTable({ bars, keyName }: { bars: readonly NamedBar[]; keyName: string }) {
  const { quality: texts } = useTexts();
  const format = useFormat();
  const seesCharts = useHasRole(...chartReaders);
  const heads = texts.columns;
  const hasCharts = seesCharts && bars.some(({ chart }) => chart);
  return (
    <table className="list stacking">
      <TableHead
        columns={[
          { label: heads.rank, isNumber: true },
          keyName,
          ...numberColumns([heads.failures, heads.share, heads.cumulative]),
          ...(hasCharts ? [{ label: texts.openChart, isHidden: true }] : []),
        ]}
      />
      <tbody>
        {bars.map(({ key, name, count, share, cumulativeShare, leadsTo, chart, records }, index) => (
          <tr key={key}>
            <td className="number" data-label={heads.rank}>
              {format.number(index + 1)}
            </td>
            <th scope="row" data-label={keyName}>
              {leadsTo ? <Link to={leadsTo}>{name}</Link> : name}
            </th>
            <td className="number" data-label={heads.failures}>
              <Link to={records} aria-label={texts.recordsOf(format.number(count), name)}>
                {format.number(count)}
              </Link>
            </td>
            <td className="number" data-label={heads.share}>
              {format.precisePercent(share)}
            </td>
            <td className="number" data-label={heads.cumulative}>
              {format.precisePercent(cumulativeShare)}
            </td>
            {hasCharts && (
              <td>
                {chart && (
                  <Link to={chart} aria-label={texts.chartOf(name)}>
                    {texts.openChart}
                  </Link>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
