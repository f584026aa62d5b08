import { Link } from 'react-router';
import { ApprovalOutcome } from '../planner/approval-outcome.js';
import { useApproveAll } from '../planner/approve-all.js';
import type { Proposal } from '../planner/queries.js';
import { useRequestRun } from '../planning-runs/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { ProblemNote } from '../ui/states.js';
import { Totals } from '../planner/totals.js';
import type { PartsException } from './queries.js';

/** As many parts as one run takes. */
const mostParts = 500;

interface BulkActionsProps {
  picked: readonly PartsException[];
  proposals: readonly Proposal[];
  onChooseAll: () => void;
  /** Called with what could not be done at once and stays ticked. */
  onDone: (left?: readonly PartsException[]) => void;
}

/** What can be done for all that are ticked: approve what is proposed for them; plan their parts anew, which also looks at them again. */
export function BulkActions({ picked, proposals, onChooseAll, onDone }: BulkActionsProps) {
  const { partsExceptions: texts, planner } = useTexts();
  const format = useFormat();
  const approve = useApproveAll();
  const plan = useRequestRun();
  const plannable = picked.filter(({ kind }) => kind !== 'unknown_part');
  const partIds = [...new Set(plannable.map(({ partId }) => partId))].slice(0, mostParts);
  const planned = new Set(partIds);
  const notPlanned = plannable.filter(({ partId }) => !planned.has(partId));
  return (
    <>
      <div className="actions bulk">
        <button onClick={onChooseAll}>{planner.chooseAll}</button>
        <button
          className="primary"
          disabled={proposals.length === 0 || approve.isPending}
          onClick={() =>
            approve.mutate(
              proposals.map(({ id, version }) => ({ id, version })),
              { onSuccess: () => onDone() },
            )
          }
        >
          {texts.approveProposals(proposals.length)}
        </button>
        <Totals proposals={proposals} />
        <button
          disabled={partIds.length === 0 || plan.isPending}
          onClick={() =>
            plan.mutate({ scope: { partIds }, publishWhenDone: true }, { onSuccess: () => onDone(notPlanned) })
          }
        >
          {texts.planAnew(partIds.length)}
        </button>
      </div>
      <ApprovalOutcome approve={approve} picked={proposals.length} />
      {plan.error && <ProblemNote problem={plan.error} />}
      {plan.data && (
        <p role="status" className="note good">
          {texts.planning(format.number(plan.data.scope.partIds?.length ?? 0))}{' '}
          <Link to={`/app/planning-runs/${plan.data.id}`}>{texts.openRun}</Link>
        </p>
      )}
    </>
  );
}
