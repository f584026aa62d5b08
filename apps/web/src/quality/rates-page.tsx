import { Link, useSearchParams } from 'react-router';
import { Problem } from '../api/problem.js';
import { useAddressFilter } from '../planner/use-address-filter.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { Loaded } from '../ui/states.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';
import { type Rate, useRate } from './queries.js';
import './quality.css';
import {
  type GroupKey,
  groupedQuestionOf,
  groupKeys,
  type Measure,
  measureOf,
  measures,
  recordsOf,
} from './questions.js';
import { ReportFilters } from './report-filters.js';
import { useGroupName } from './use-group-name.js';

/** First-time fix, repeat visits, no fault found, parts at hand: each as a share of what counts, split by what one likes. */
export default function RatesPage() {
  const texts = useTexts();
  const { quality } = texts;
  useTitle(texts.pages.rates);
  const [parameters] = useSearchParams();
  const choose = useAddressFilter();
  const measure = measureOf(parameters);
  const question = groupedQuestionOf(parameters);
  const query = useRate(measure, question);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.rates}</h1>
      </header>
      <ReportFilters
        split={{ keys: groupKeys, by: question.by, label: quality.splitBy }}
        problem={query.error instanceof Problem ? query.error : null}
      >
        <Field label={quality.measure}>
          <select value={measure} onChange={({ target }) => choose('measure', target.value)}>
            <Options of={measures.map((name) => [name, quality.rates[name].title] as const)} />
          </select>
        </Field>
      </ReportFilters>
      <p className="muted">{quality.daysOfUtc}</p>
      <Loaded query={query} isEmpty={({ counted }) => counted === 0} empty={quality.nothingCounts}>
        {(rate) => <Board rate={rate} measure={measure} by={question.by} />}
      </Loaded>
    </>
  );
}

interface BoardProps {
  rate: Rate;
  measure: Measure;
  by: GroupKey;
}

function Board({ rate, measure, by }: BoardProps) {
  const { quality: texts } = useTexts();
  const format = useFormat();
  const pick = usePick();
  const [parameters] = useSearchParams();
  const nameOf = useGroupName(by);
  const words = texts.rates[measure];
  const rows = [{ key: '', hits: rate.hits, counted: rate.counted, rate: rate.rate }, ...rate.groups];
  const heads = [texts.counted, words.hit, words.miss];
  const recordsLink = (row: (typeof rows)[number], outcome: 'hit' | 'miss', count: number) => {
    const name = `${row.key ? nameOf(row) : texts.all}, ${words[outcome]}`;
    return (
      <Link
        to={recordsOf(row.key ? { by, key: row.key } : undefined, parameters, { measure, outcome })}
        aria-label={texts.recordsOf(format.number(count), name)}
      >
        {format.number(count)}
      </Link>
    );
  };
  return (
    <>
      <p>{texts.period(format.date(rate.from, 'UTC'), format.date(Date.parse(rate.to) - 1, 'UTC'))}</p>
      <table className="list stacking">
        <TableHead columns={[texts.keys[by], words.title, ...numberColumns(heads)]} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.key ? undefined : 'total'}>
              <th scope="row" data-label={texts.keys[by]}>
                {row.key ? nameOf(row) : texts.all}
              </th>
              <td data-label={words.title}>
                <span>
                  <span className="share-bar" aria-hidden>
                    <span style={{ inlineSize: `${100 * (row.rate ?? 0)}%` }} />
                  </span>{' '}
                  {row.rate == null ? '–' : format.precisePercent(row.rate)}
                </span>
              </td>
              <td data-label={texts.counted} className="number">
                {format.number(row.counted)}
              </td>
              <td data-label={words.hit} className="number">
                {recordsLink(row, 'hit', row.hits)}
              </td>
              <td data-label={words.miss} className="number">
                {recordsLink(row, 'miss', row.counted - row.hits)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">{pick(rate.definition)}</p>
    </>
  );
}
