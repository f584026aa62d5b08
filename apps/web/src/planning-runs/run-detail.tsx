import { Link } from 'react-router';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Drawer } from '../ui/drawer.js';
import { Facts } from '../ui/facts.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import {
  isComparable,
  isUnderWay,
  type PlanningRun,
  runTones,
  useOneCurrency,
  usePublishRun,
  useRun,
  useRuns,
} from './queries.js';
import { RunProgress } from './run-progress.js';
import { useScopeName } from './run-table.js';

/** One run beside the list: its progress while it is done, then what it came to, with which to compare it, and to publish it. */
export function RunDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const texts = useTexts();
  const format = useFormat();
  const query = useRun(id);
  const date = query.data ? format.dateTime(query.data.requestedAt) : '…';
  return (
    <Drawer title={texts.planningRuns.title(date)} onClose={onClose}>
      <Loaded query={query}>{(run) => <Run run={run} />}</Loaded>
    </Drawer>
  );
}

function Run({ run }: { run: PlanningRun }) {
  const { planningRuns: texts } = useTexts();
  const format = useFormat();
  const currency = useOneCurrency();
  const scopeName = useScopeName();
  const { status, partsDone, partsTotal, periods, periodDays } = run;
  const money = currency ? format.money(run.stockValueMinor, currency) : '–';
  return (
    <>
      <p>
        <Badge tone={runTones[status]}>{texts.status[status]}</Badge> {texts.items(format.number(run.itemLocations))}
      </p>
      {isUnderWay(run) && <RunProgress run={run} />}
      {run.failure && (
        <p role="alert" className="note fault">
          {run.failure}
        </p>
      )}
      {status === 'done' && run.trigger !== 'what-if' && <Publish run={run} />}
      {run.trigger === 'what-if' && !isUnderWay(run) && (
        <Link className="button" to={`/app/policy-lab/${run.id}`}>
          {texts.openLab}
        </Link>
      )}
      <Facts
        facts={[
          [texts.columns.scope, scopeName(run)],
          [texts.facts.requested, `${run.requestedBy}, ${format.dateTime(run.requestedAt)}`],
          [texts.facts.published, run.publishedAt && `${run.publishedBy ?? ''}, ${format.dateTime(run.publishedAt)}`],
          [texts.facts.asOf, format.date(run.asOf, 'UTC')],
          [texts.facts.periods, periodDays && texts.periodsOf(format.number(periods ?? 0), format.number(periodDays))],
          [texts.facts.horizon, format.number(run.horizonPeriods)],
          [texts.facts.seed, String(run.seed)],
          [texts.columns.found, texts.progress(format.number(partsDone), format.number(partsTotal))],
          [texts.columns.value, money],
        ]}
      />
      {isComparable(run) && <CompareWith run={run} />}
    </>
  );
}

function Publish({ run }: { run: PlanningRun }) {
  const { planningRuns: texts } = useTexts();
  const publish = usePublishRun(run);
  return (
    <>
      <div className="actions">
        <button className="primary" disabled={publish.isPending} onClick={() => publish.mutate('publish')}>
          {texts.publish}
        </button>
        <span className="muted">{texts.publishHint}</span>
      </div>
      {publish.error && <ProblemNote problem={publish.error} />}
    </>
  );
}

/** The other runs of the list with which this one can be compared. */
function CompareWith({ run }: { run: PlanningRun }) {
  const { planningRuns: texts } = useTexts();
  const format = useFormat();
  const { data } = useRuns();
  const others = (data?.pages.flatMap(({ items }) => items) ?? []).filter(
    (other) => other.id !== run.id && isComparable(other),
  );
  if (others.length === 0) return null;
  return (
    <section>
      <h3>{texts.compareWith}</h3>
      <ul className="plain rows">
        {others.slice(0, 8).map(({ id, requestedAt, trigger, itemLocations }) => (
          <li key={id}>
            <Link to={`/app/planning-runs/${run.id}?with=${id}`}>{format.fullDateTime(requestedAt)}</Link>
            <small>
              {texts.trigger[trigger]}, {texts.items(format.number(itemLocations))}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
