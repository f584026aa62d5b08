import { useSearchParams } from 'react-router';
import { Problem } from '../api/problem.js';
import '../item-locations/chart/chart.css';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Loaded } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { SavedViews } from '../views/saved-views.js';
import { ParetoChart } from './pareto-chart.js';
import { mostOfAll, vitalFew } from './pareto-layout.js';
import { type NamedBar, ParetoTable } from './pareto-table.js';
import { type Pareto, usePareto } from './queries.js';
import './quality.css';
import { barLeadsTo, chartOf, paretoKeys, paretoQuestionOf, recordsOf } from './questions.js';
import { ReportFilters } from './report-filters.js';
import { useGroupName } from './use-group-name.js';

/** Failures of orders finished in a period, ranked by product, category, fault, part or site: what few things make most of them. */
export default function ParetoPage() {
  const texts = useTexts();
  useTitle(texts.pages.pareto);
  const [parameters] = useSearchParams();
  const question = paretoQuestionOf(parameters);
  const query = usePareto(question);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.pareto}</h1>
        <SavedViews page="pareto" />
      </header>
      <ReportFilters
        split={{ keys: paretoKeys, by: question.by, label: texts.quality.by }}
        problem={query.error instanceof Problem ? query.error : null}
      />
      <p className="muted">{texts.quality.daysOfUtc}</p>
      <Loaded query={query} isEmpty={({ bars }) => bars.length === 0} empty={texts.quality.noFailures}>
        {(pareto) => <Board pareto={pareto} />}
      </Loaded>
    </>
  );
}

function Board({ pareto }: { pareto: Pareto }) {
  const { quality: texts } = useTexts();
  const pick = usePick();
  const [parameters] = useSearchParams();
  const nameOf = useGroupName(pareto.by);
  const bars: NamedBar[] = pareto.bars.map((bar) => ({
    ...bar,
    name: nameOf(bar),
    leadsTo: barLeadsTo(pareto.by, bar.key, parameters),
    chart: chartOf(pareto.by, bar.key),
    records: recordsOf({ by: pareto.by, key: bar.key }, parameters),
  }));
  return (
    <>
      <Summary pareto={pareto} />
      <div className="chart-beside-table">
        <ParetoChart bars={bars} title={texts.paretoChart(texts.keys[pareto.by])} />
        <ParetoTable bars={bars} keyName={texts.keys[pareto.by]} />
      </div>
      <p className="muted">{pick(pareto.definition)}</p>
    </>
  );
}

/** The period, how many failures there were, and how few bars make most of them. */
function Summary({ pareto: { from, to, total, bars } }: { pareto: Pareto }) {
  const { quality: texts } = useTexts();
  const format = useFormat();
  const few = vitalFew(bars);
  const isCut = (bars.at(-1)?.cumulativeShare ?? 1) < 1 - 1e-9;
  const lastDay = Date.parse(to) - 1; // the end is no longer in the period
  return (
    <p>
      {[
        texts.period(format.date(from, 'UTC'), format.date(lastDay, 'UTC')),
        texts.total(format.number(total)),
        ...(few
          ? [texts.vitalFew(format.number(few), format.precisePercent(bars[few - 1]?.cumulativeShare ?? mostOfAll))]
          : []),
        ...(isCut ? [texts.cut(format.number(bars.length))] : []),
      ].join(' · ')}
    </p>
  );
}
