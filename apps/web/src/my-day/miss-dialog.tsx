import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import type { DoStep } from './draft.js';
import { OverNote } from './over-note.js';
import { isOnTheWay, type VisitStatus } from './standing.js';

interface MissDialogProps {
  status: VisitStatus;
  /** The visit waits for a decision of the user. */
  isHeld: boolean;
  onStep: DoStep;
  onClose: () => void;
}

/** Why a visit did not take place. It stays when the visit is cancelled or somebody else was first, and says so. */
export function MissDialog({ status, isHeld, onStep, onClose }: MissDialogProps) {
  const texts = useTexts();
  const [reason, setReason] = useState('');
  const [isSent, setSent] = useState(false);
  const mayMiss = isOnTheWay(status) && !isHeld;
  const send = async () => {
    setSent(true);
    const isKept = await onStep({ kind: 'miss', body: { reason: reason.trim() } });
    setSent(isKept);
    if (isKept) onClose();
  };
  return (
    <Dialog title={texts.myDay.miss} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (mayMiss && !isSent) void send();
        }}
      >
        <Field label={texts.myDay.missReason}>
          <textarea
            required
            maxLength={500}
            rows={3}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        {!mayMiss && !isSent && <OverNote status={status} />}
        <footer>
          <button className="danger" disabled={!mayMiss || isSent || reason.trim() === ''}>
            {texts.myDay.miss}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
