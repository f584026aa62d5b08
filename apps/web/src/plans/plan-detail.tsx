import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Drawer } from '../ui/drawer.js';
import { planTones } from '../ui/labels.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { PlanCauses } from './plan-causes.js';
import { PlanComparison } from './plan-comparison.js';
import { PlanRows } from './plan-rows.js';
import { type Plan, usePlan, useStopPlan } from './queries.js';

/** One plan beside the list: its progress while it is solved, then its figures against what is booked, and its orders. */
export function PlanDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const texts = useTexts();
  const query = usePlan(id);
  const { data } = query;
  const days = data && (data.from === data.to ? data.from : `${data.from} – ${data.to}`);
  return (
    <Drawer title={texts.plans.title(days ?? '…')} onClose={onClose}>
      <Loaded query={query}>{(plan) => <Progressing plan={plan} />}</Loaded>
    </Drawer>
  );
}

function Progressing({ plan }: { plan: Plan }) {
  const texts = useTexts();
  const format = useFormat();
  const stop = useStopPlan(plan);
  const { status, progress, error, causes, lapsedBecause } = plan;
  const isUnderWay = status === 'waiting' || status === 'running';
  return (
    <>
      <p>
        <Badge tone={planTones[status]}>{texts.planStatus[status]}</Badge>{' '}
        <span className="muted">{texts.plans.askedBy(plan.requestedBy, format.dateTime(plan.requestedAt))}</span>
      </p>
      {isUnderWay && (
        <div className="actions">
          <progress aria-label={texts.planStatus[status]} value={progress} max={1} />
          <button disabled={stop.isPending} onClick={() => stop.mutate('stop')}>
            {status === 'waiting' ? texts.plans.takeBack : texts.plans.stop}
          </button>
        </div>
      )}
      {stop.error && <ProblemNote problem={stop.error} />}
      {causes.length > 0 && <PlanCauses causes={causes} />}
      {lapsedBecause && <p className="note">{texts.plans.lapsed[lapsedBecause]}</p>}
      {error && (
        <p role="alert" className="note fault">
          {error}
        </p>
      )}
      {plan.before && plan.after && <PlanComparison plan={plan} before={plan.before} after={plan.after} />}
      {(status === 'ready' || status === 'published' || lapsedBecause === 'nobody') && <PlanRows plan={plan} />}
    </>
  );
}
