import type { Schemas } from '../api/client.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { TableHead } from '../ui/table-head.js';

/** What an import would do or has done, or what stands in its way: row by row and column by column. */
export function ImportOutcome({ result }: { result: Schemas['ImportResult'] | undefined }) {
  const { partsTables: texts } = useTexts();
  const format = useFormat();
  if (!result) return null;
  const { imported, rows, created, changed, unchanged, encoding, faultCount, faults } = result;
  const isGood = faultCount === 0;
  return (
    <>
      <div role="status" className={isGood ? 'note good' : 'note fault'}>
        <strong>{isGood ? (imported ? texts.done : texts.good) : texts.faults(format.number(faultCount))}</strong>
        {isGood && <p>{texts.counts(format.number(rows), format.number(created), format.number(changed))}</p>}
        {isGood && <p>{texts.unchanged(format.number(unchanged), encoding.toUpperCase())}</p>}
        {faultCount > faults.length && <p>{texts.firstFaults(format.number(faults.length))}</p>}
      </div>
      {faults.length > 0 && (
        <table className="list">
          <TableHead columns={[texts.columns.row, texts.columns.column, texts.columns.fault]} />
          <tbody>
            {faults.map(({ row, column, message }) => (
              <tr key={`${row} ${column} ${message}`}>
                <td className="number">{format.number(row)}</td>
                <th scope="row">{column}</th>
                <td className="wrap">{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
