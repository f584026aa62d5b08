import { Link, useSearchParams } from 'react-router';
import { usePartName, useSiteOf, useTechnicianName } from '../api/lookups.js';
import { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { useCodeName } from '../ui/code-name.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';
import { type FailureRecord, useProductName, useRecords } from './queries.js';
import './quality.css';
import { measureOf, outcomes, recordsQuestionOf } from './questions.js';
import { ReportFilters } from './report-filters.js';

/** The single failures behind a bar or a rate: one per finished order, the latest first. */
export default function RecordsPage() {
  const texts = useTexts();
  useTitle(texts.pages.failureRecords);
  const [parameters] = useSearchParams();
  const query = useRecords(recordsQuestionOf(parameters));
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.failureRecords}</h1>
      </header>
      <ReportFilters problem={query.error instanceof Problem ? query.error : null} />
      <Only />
      <Loaded
        query={query}
        isEmpty={({ pages }) => (pages[0]?.items.length ?? 0) === 0}
        empty={texts.quality.noFailures}
      >
        {({ pages }) => <RecordTable records={pages.flatMap(({ items }) => items)} />}
      </Loaded>
      <More query={query} />
    </>
  );
}

/** What the list is narrowed to beside the fields above, each with its way back. */
function Only() {
  const { quality: texts } = useTexts();
  const codeName = useCodeName();
  const partName = usePartName();
  const [parameters] = useSearchParams();
  const [fault, part] = [parameters.get('faultCode'), parameters.get('partId')];
  const outcome = outcomes.find((name) => name === parameters.get('outcome'));
  const words: [string, string | false | null | undefined][] = [
    ['faultCode', fault && (fault === 'unknown' ? texts.unknownFault : codeName('fault', fault))],
    ['partId', part && partName(part)],
    ['outcome', parameters.has('measure') && outcome && texts.rates[measureOf(parameters)][outcome]],
  ];
  const without = (name: string) => {
    const after = new URLSearchParams(parameters);
    after.delete(name);
    if (name === 'outcome') after.delete('measure');
    return `?${after}`;
  };
  return (
    <p className="badges">
      {words.map(
        ([name, word]) =>
          word && (
            <span key={name}>
              <Badge>{word}</Badge>{' '}
              <Link to={without(name)} aria-label={texts.notOnly(word)}>
                ×
              </Link>
            </span>
          ),
      )}
    </p>
  );
}

function RecordTable({ records }: { records: readonly FailureRecord[] }) {
  const { quality: texts, orders } = useTexts();
  const heads = texts.recordColumns;
  return (
    <table className="list stacking">
      <TableHead columns={[orders.columns.order, heads.unit, heads.fault, heads.done, heads.parts]} />
      <tbody>
        {records.map((record) => (
          <RecordRow key={record.failureRecordId} record={record} />
        ))}
      </tbody>
    </table>
  );
}

function RecordRow({ record }: { record: FailureRecord }) {
  const { quality: texts, orders } = useTexts();
  const format = useFormat();
  const codeName = useCodeName();
  const productName = useProductName();
  const partName = usePartName();
  const siteName = useSiteOf()(record.siteId)?.name;
  const technician = useTechnicianName()(record.technicianId);
  const { recordColumns: heads } = texts;
  const found = [
    record.symptomCode && codeName('symptom', record.symptomCode),
    record.causeCode && codeName('cause', record.causeCode),
  ].filter(Boolean);
  return (
    <tr>
      <th scope="row" data-label={orders.columns.order}>
        <Link to={`/app/orders/${record.repairOrderId}`}>{record.number}</Link>
        <small>
          {format.fullDateTime(record.finishedAt)} · {[siteName, technician].filter(Boolean).join(', ')}
        </small>
      </th>
      <td data-label={heads.unit} className="wrap">
        {productName(record.productId)}
        <small>
          {record.ageDays != null && texts.ageDays(format.number(record.ageDays))} {record.batch}
        </small>
      </td>
      <td data-label={heads.fault} className="wrap code">
        {record.faultCode ? codeName('fault', record.faultCode) : texts.unknownFault}
        {found.length > 0 && <small>{found.join(' · ')}</small>}
      </td>
      <td data-label={heads.done} className="wrap code">
        {record.remedyCode ? codeName('remedy', record.remedyCode) : '–'}{' '}
        {!record.repaired && <Badge tone="bad">{texts.notRepaired}</Badge>}{' '}
        {record.returnedAt && <Badge tone="warn">{texts.returned}</Badge>}
        <small>{texts.visits(record.visits)}</small>
      </td>
      <td data-label={heads.parts} className="wrap">
        {record.parts.map(({ partId, quantity }) => `${quantity} × ${partName(partId)}`).join(', ') || '–'}
      </td>
    </tr>
  );
}
