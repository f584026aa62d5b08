import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import './exchange.css';
import { isUnderWay, type PlanningRun, runTones, useRun } from '../planning-runs/queries.js';
import { RunProgress } from '../planning-runs/run-progress.js';
import { useScopeName } from '../planning-runs/run-table.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Loaded } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { AdoptDialog } from './adopt-dialog.js';
import { BackTestDialog } from './back-test-dialog.js';
import { BackTestList } from './back-test-list.js';
import { saysSomething } from './exchange.js';
import { ExchangeBoard } from './exchange-board.js';
import { GroupFilter } from './group-filter.js';
import { type Grouping, groupings, useCurves } from './queries.js';
import { TargetMatrixTable } from './target-matrix-table.js';

/** The policy lab: what methods and targets would have delivered in the past, and at what stock. The back-test, the group and the method are in the address. */
export default function PolicyLabPage() {
  const { policyLab: texts, pages } = useTexts();
  const { runId } = useParams();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  useTitle(pages.policyLab);
  return (
    <>
      <header className="page-head">
        <h1>{pages.policyLab}</h1>
        <button className="primary" onClick={() => setIsAsking(true)}>
          {texts.request}
        </button>
        {runId && <Link to="/app/policy-lab">{texts.all}</Link>}
      </header>
      {runId ? <BackTest key={runId} id={runId} /> : <BackTestList />}
      <TargetMatrixTable />
      {isAsking && (
        <BackTestDialog
          onClose={() => setIsAsking(false)}
          onDone={({ id }) => {
            setIsAsking(false);
            void navigate(`/app/policy-lab/${id}`);
          }}
        />
      )}
    </>
  );
}

function BackTest({ id }: { id: string }) {
  const query = useRun(id);
  return <Loaded query={query}>{(run) => <Found run={run} />}</Loaded>;
}

function Found({ run }: { run: PlanningRun }) {
  const texts = useTexts();
  const format = useFormat();
  const scopeName = useScopeName();
  return (
    <>
      <p>
        <Badge tone={run.status === 'done' ? 'good' : runTones[run.status]}>{texts.policyLab.status[run.status]}</Badge>{' '}
        {format.fullDateTime(run.requestedAt)}, {run.requestedBy} · {scopeName(run)} ·{' '}
        {texts.planningRuns.items(format.number(run.itemLocations))}
      </p>
      {run.failure && (
        <p role="alert" className="note fault">
          {run.failure}
        </p>
      )}
      {run.trigger !== 'what-if' ? (
        <p className="note warn">{texts.policyLab.noBackTest}</p>
      ) : isUnderWay(run) ? (
        <RunProgress run={run} />
      ) : (
        <Curves run={run} />
      )}
    </>
  );
}

function Curves({ run }: { run: PlanningRun }) {
  const { policyLab: texts } = useTexts();
  const [parameters, setParameters] = useSearchParams();
  const grouping: Grouping = groupings.find((one) => one === parameters.get('group')) ?? 'all';
  const value = grouping === 'all' ? 'all' : (parameters.get('key') ?? '');
  const query = useCurves(run, grouping, value || '-');
  const [adopted, setAdopted] = useState<number>();
  const choose = (method: string) =>
    setParameters((before) => {
      const after = new URLSearchParams(before);
      after.set('method', method);
      return after;
    });
  return (
    <>
      <GroupFilter grouping={grouping} value={value} />
      {value === '' ? (
        <p className="empty">{texts.chooseGroup}</p>
      ) : (
        <Loaded query={query} isEmpty={(lab) => !lab?.curves.some(saysSomething)} empty={texts.nothingWanted}>
          {(lab) => {
            const { curves = [] } = lab ?? {};
            const chosen = curves.find(({ method }) => method === parameters.get('method')) ?? curves[0];
            return (
              chosen && (
                <ExchangeBoard
                  key={`${grouping} ${value} ${chosen.method}`}
                  {...{ curves, chosen }}
                  onChooseMethod={choose}
                  onAdopt={run.status === 'done' ? setAdopted : undefined}
                />
              )
            );
          }}
        </Loaded>
      )}
      {adopted !== undefined && (
        <AdoptDialog
          run={run}
          plannedShare={adopted}
          valueClass={grouping === 'valueClass' ? value : ''}
          onClose={() => setAdopted(undefined)}
        />
      )}
    </>
  );
}
