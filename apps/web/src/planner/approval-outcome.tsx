import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { ProblemNote } from '../ui/states.js';
import type { useApproveAll } from './approve-all.js';
import { mostAtOnce } from './batches.js';
import { BulkOutcome } from './bulk-outcome.js';

interface ApprovalOutcomeProps {
  approve: ReturnType<typeof useApproveAll>;
  /** How many would be sent now. */
  picked: number;
}

/** How many groups it will take, how far it is, and what came of it; what was approved before a group failed is said too. */
export function ApprovalOutcome({ approve, picked }: ApprovalOutcomeProps) {
  const { approveByRule: texts } = useTexts();
  const format = useFormat();
  const { isPending, error, data, progress } = approve;
  const said = progress && texts.sent(format.number(progress.sent), format.number(progress.of));
  return (
    <>
      {!isPending && picked > mostAtOnce && <p className="muted">{texts.inGroups(format.number(mostAtOnce))}</p>}
      {isPending && progress && progress.of > mostAtOnce && <p role="status">{said}</p>}
      {error && progress && progress.sent > 0 && <p className="note warn">{said}</p>}
      {error && <ProblemNote problem={error} />}
      {data && <BulkOutcome result={data} />}
    </>
  );
}
