import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import '../planner/planner.css';
import { useTexts } from '../texts/text-context.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { useChosen } from '../ui/use-chosen.js';
import { useTitle } from '../ui/use-title.js';
import { useRuns } from './queries.js';
import { RunComparison } from './run-comparison.js';
import { RunDetail } from './run-detail.js';
import { RunRequestDialog } from './run-request-dialog.js';
import { RunTable } from './run-table.js';

/** Planning runs: ask for one, follow it, compare two, publish. The open run, and the one it is compared with, are in the address. */
export default function PlanningRunsPage() {
  const texts = useTexts();
  const { runId } = useParams();
  const [parameters] = useSearchParams();
  const other = parameters.get('with');
  useTitle(texts.pages.planningRuns);
  return runId && other ? (
    <RunComparison key={`${runId} ${other}`} id={runId} other={other} />
  ) : (
    <Runs openId={runId} />
  );
}

function Runs({ openId }: { openId: string | undefined }) {
  const texts = useTexts();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const { chosen, toggle } = useChosen();
  const [newer, older] = [...chosen].toSorted().toReversed(); // ids are in the order of time
  const query = useRuns();
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.planningRuns}</h1>
        <button className="primary" onClick={() => setIsAsking(true)}>
          {texts.planningRuns.request}
        </button>
        {chosen.size === 2 ? (
          <Link className="button" to={`/app/planning-runs/${newer}?with=${older}`}>
            {texts.planningRuns.compare}
          </Link>
        ) : (
          <span className="muted">{texts.planningRuns.compareHint}</span>
        )}
      </header>
      <Loaded
        query={query}
        isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
        empty={texts.planningRuns.none}
      >
        {({ pages }) => <RunTable runs={pages.flatMap(({ items }) => items)} {...{ openId, chosen, toggle }} />}
      </Loaded>
      <More query={query} />
      {isAsking && (
        <RunRequestDialog
          onClose={() => setIsAsking(false)}
          onDone={({ id }) => {
            setIsAsking(false);
            void navigate(`/app/planning-runs/${id}`);
          }}
        />
      )}
      {openId && <RunDetail key={openId} id={openId} onClose={() => void navigate('/app/planning-runs')} />}
    </>
  );
}
