import { Link, useSearchParams } from 'react-router';
import { Problem } from '../api/problem.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Loaded } from '../ui/states.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';
import { type RepairTime, useRepairTime } from './queries.js';
import './quality.css';
import { type GroupKey, groupedQuestionOf, groupKeys, recordsOf } from './questions.js';
import { ReportFilters } from './report-filters.js';
import { useGroupName } from './use-group-name.js';

/** In the order in which they pass. */
const spans = ['response', 'waitingParts', 'travel', 'diagnosis', 'repair'] as const;
type Row = RepairTime['total'];

/** How long it takes until something is repaired, and what that time goes into. */
export default function RepairTimePage() {
  const texts = useTexts();
  const { quality } = texts;
  useTitle(texts.pages.repairTime);
  const [parameters] = useSearchParams();
  const question = groupedQuestionOf(parameters);
  const query = useRepairTime(question);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.repairTime}</h1>
      </header>
      <ReportFilters
        split={{ keys: groupKeys, by: question.by, label: quality.splitBy }}
        problem={query.error instanceof Problem ? query.error : null}
      />
      <p className="muted">{quality.daysOfUtc}</p>
      <Loaded query={query} isEmpty={({ total }) => total.orders === 0} empty={quality.nothingCounts}>
        {(times) => <Board times={times} by={question.by} />}
      </Loaded>
    </>
  );
}

function Board({ times, by }: { times: RepairTime; by: GroupKey }) {
  const { quality: texts } = useTexts();
  const format = useFormat();
  const pick = usePick();
  const { repairTime: words } = texts;
  const heads = [words.orders, words.median, words.ninetieth, words.mean, ...spans.map((span) => words.spans[span])];
  const longest = Math.max(...[times.total, ...times.groups].map(({ meanSeconds }) => meanSeconds ?? 0));
  return (
    <>
      <p>{texts.period(format.date(times.from, 'UTC'), format.date(Date.parse(times.to) - 1, 'UTC'))}</p>
      <ul className="legend-of-times" aria-hidden>
        {spans.map((span) => (
          <li key={span} className={`time-${span}`}>
            {words.spans[span]}
          </li>
        ))}
      </ul>
      <table className="list stacking">
        <TableHead columns={[texts.keys[by], ...numberColumns(heads)]} />
        <tbody>
          <TimeRow row={times.total} {...{ by, longest }} />
          {times.groups.map((row) => (
            <TimeRow key={row.key ?? ''} row={row} {...{ by, longest }} />
          ))}
        </tbody>
      </table>
      <p className="muted">{pick(times.definition)}</p>
    </>
  );
}

interface TimeRowProps {
  row: Row;
  by: GroupKey;
  /** The longest mean of the table, in seconds: bars are drawn against it. */
  longest: number;
}

function TimeRow({ row, by, longest }: TimeRowProps) {
  const { quality: texts } = useTexts();
  const format = useFormat();
  const [parameters] = useSearchParams();
  const nameOf = useGroupName(by);
  const { repairTime: words } = texts;
  const { key } = row;
  const name = key == null ? texts.all : nameOf({ key, label: row.label });
  const count = format.number(row.orders);
  const shown = (seconds: number | null | undefined) => (seconds == null ? '–' : format.span(seconds * 1000));
  const values: [string, string][] = [
    [words.median, shown(row.medianSeconds)],
    [words.ninetieth, shown(row.ninetiethPercentileSeconds)],
    [words.mean, shown(row.meanSeconds)],
    ...spans.map((span): [string, string] => [words.spans[span], shown(row[`${span}Seconds`])]),
  ];
  return (
    <tr className={key == null ? 'total' : undefined}>
      <th scope="row" data-label={texts.keys[by]}>
        {name}
        <span className="time-bar" aria-hidden>
          {spans.map((span) => (
            <span
              key={span}
              className={`time-${span}`}
              style={{ inlineSize: `${(100 * (row[`${span}Seconds`] ?? 0)) / (longest || 1)}%` }}
            />
          ))}
        </span>
      </th>
      <td data-label={words.orders} className="number">
        <Link
          to={recordsOf(key == null ? undefined : { by, key }, parameters)}
          aria-label={texts.recordsOf(count, name)}
        >
          {count}
        </Link>
      </td>
      {values.map(([label, value]) => (
        <td key={label} data-label={label} className="number">
          {value}
        </td>
      ))}
    </tr>
  );
}
