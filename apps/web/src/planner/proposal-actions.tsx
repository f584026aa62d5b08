import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { SendForm } from '../ui/send-form.js';
import { type Proposal, useApprove, useReject } from './queries.js';

/** Approve as it is or with another quantity, or reject; both of the latter say why. */
export function ProposalActions({ proposal }: { proposal: Proposal }) {
  const texts = useTexts();
  const [open, setOpen] = useState<'approve' | 'reject'>();
  const reject = useReject(proposal);
  return (
    <span className="actions">
      <button onClick={() => setOpen('approve')}>{texts.planner.approve}</button>
      <button onClick={() => setOpen('reject')}>{texts.planner.reject}</button>
      {open === 'approve' && <ApproveDialog proposal={proposal} onClose={() => setOpen(undefined)} />}
      {open === 'reject' && (
        <ReasonDialog title={texts.planner.reject} send={reject} onClose={() => setOpen(undefined)} />
      )}
    </span>
  );
}

function ApproveDialog({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
  const texts = useTexts();
  const approve = useApprove(proposal);
  const [quantity, setQuantity] = useState(proposal.quantity);
  const differs = quantity !== proposal.quantity;
  return (
    <Dialog title={texts.planner.approve} onClose={onClose}>
      <SendForm
        send={approve}
        submit={texts.planner.approve}
        onDone={onClose}
        wish={({ text }) => (differs ? { quantity, reason: text('reason') } : {})}
      >
        <Field
          label={texts.planner.columns.quantity}
          name="quantity"
          problem={approve.error}
          hint={texts.planner.proposed(proposal.quantity)}
        >
          <input
            type="number"
            min={1}
            required
            value={quantity}
            onChange={({ target }) => setQuantity(target.valueAsNumber)}
          />
        </Field>
        {differs && (
          <Field label={texts.common.reason} name="reason" problem={approve.error}>
            <input name="reason" required maxLength={500} />
          </Field>
        )}
      </SendForm>
    </Dialog>
  );
}
