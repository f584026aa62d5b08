import { useTexts } from '../../texts/text-context.js';
import { useFormat } from '../../time/format.js';
import { numberColumns, TableHead } from '../../ui/table-head.js';
import type { ChartModel } from './chart-model.js';

/** What the chart shows as numbers, the newest first. */
export function ChartTable({ model }: { model: ChartModel }) {
  const { itemLocations: texts } = useTexts();
  const format = useFormat();
  const { tableColumns: heads, legend } = texts;
  const columns = [heads.wanted, heads.mean, heads.low, heads.high, heads.likely, legend.onHand, legend.expected];
  const shown = (value: number | undefined) => (value === undefined ? '' : format.precise(value));
  return (
    <details>
      <summary>{texts.table}</summary>
      <table className="list stacking">
        <TableHead columns={[heads.from, ...numberColumns(columns)]} />
        <tbody>
          {model.periods.toReversed().map(({ from, wanted, ahead, onHand, expected }) => (
            <tr key={from}>
              <th scope="row">{format.date(from, 'UTC')}</th>
              {[wanted, ahead?.mean, ahead?.low, ahead?.high, ahead?.likely, onHand, expected].map((value, index) => (
                <td key={columns[index]} className="number" data-label={columns[index]}>
                  {shown(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
