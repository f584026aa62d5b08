import { useSearchParams } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import '../item-locations/chart/chart.css';
import { useAddressFilter } from '../planner/use-address-filter.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { Loaded } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { SavedViews } from '../views/saved-views.js';
import { AlertList } from './alert-list.js';
import { useProductName, useUChart } from './queries.js';
import './quality.css';
import { alertFilterOf, type ChartQuestion, chartQuestionOf, chartWeeks } from './questions.js';
import { SubjectFields } from './subject-fields.js';
import { UChartFigure } from './u-chart-figure.js';
import { WeekTable } from './week-table.js';

/** Failures per unit-week of a product or category with their limits, the weeks that are out of control, and the alerts that were raised. */
export default function UChartPage() {
  const texts = useTexts();
  useTitle(texts.pages.uChart);
  const [parameters] = useSearchParams();
  const question = chartQuestionOf(parameters);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.uChart}</h1>
        <SavedViews page="uChart" />
      </header>
      <Filters weeks={question?.weeks ?? chartWeeks[0]} to={parameters.get('to')} />
      {question ? <Board question={question} /> : <p className="empty">{texts.quality.choose}</p>}
      <AlertList filter={alertFilterOf(parameters)} />
    </>
  );
}

function Filters({ weeks, to }: { weeks: number; to: string | null }) {
  const { quality: texts, common } = useTexts();
  const format = useFormat();
  const set = useAddressFilter();
  return (
    <form className="filters" aria-label={texts.filters} onSubmit={(event) => event.preventDefault()}>
      <SubjectFields none={common.choose} />
      <Field label={texts.weeks}>
        <select value={weeks} onChange={({ target }) => set('weeks', target.value)}>
          <Options of={chartWeeks.map((count) => [String(count), format.number(count)] as const)} />
        </select>
      </Field>
      {to && (
        <>
          <span>{Number.isNaN(Date.parse(to)) ? to : texts.asOf(format.fullDateTime(to))}</span>
          <button type="button" onClick={() => set('to', '')}>
            {texts.toNow}
          </button>
        </>
      )}
    </form>
  );
}

function Board({ question }: { question: ChartQuestion }) {
  const { quality: texts } = useTexts();
  const pick = usePick();
  const productName = useProductName();
  const categoryName = useCategoryName();
  const query = useUChart(question);
  const { productId, category } = question;
  const name = productId ? productName(productId) : categoryName(category ?? '');
  return (
    <Loaded
      query={query}
      isEmpty={({ points }) => points.every(({ unitWeeks }) => unitWeeks === 0)}
      empty={texts.noExposure}
    >
      {({ points, definition }) => {
        const signals = points.filter(({ rules }) => rules.length > 0);
        return (
          <section>
            <h2>{name}</h2>
            <UChartFigure points={points} title={texts.uChart(name)} />
            <h3 className="quality-part">{texts.signals}</h3>
            {signals.length === 0 ? <p className="muted">{texts.noSignals}</p> : <WeekTable weeks={signals} />}
            <details>
              <summary>{texts.allWeeks}</summary>
              <WeekTable weeks={points} />
            </details>
            <p className="muted">{pick(definition)}</p>
          </section>
        );
      }}
    </Loaded>
  );
}
