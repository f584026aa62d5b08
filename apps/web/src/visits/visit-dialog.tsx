import { useState } from 'react';
import { FinishDialog } from './finish-dialog.js';
import { MissDialog } from './miss-dialog.js';
import { MoveDialog } from './move-dialog.js';
import { PinDialog } from './pin-dialog.js';
import type { Visit } from './queries.js';
import type { VisitStep } from './visit-steps.js';

interface VisitDialogProps {
  /** As it was when the step was begun. */
  seen: Visit;
  step: VisitStep;
  onClose: () => void;
}

function VisitDialog({ seen, step, onClose }: VisitDialogProps) {
  if (step === 'move') return <MoveDialog visit={seen} zone={seen.place.timeZone} onClose={onClose} />;
  const Open = { finish: FinishDialog, miss: MissDialog, pin: PinDialog }[step];
  return <Open visit={seen} onClose={onClose} />;
}

/** The dialog in which a step of a visit is taken. It belongs to the page and not to the visit's row: that goes when the visit ends or moves, what is typed stays. */
export function useVisitDialog() {
  const [open, setOpen] = useState<{ seen: Visit; step: VisitStep }>();
  return {
    begin: (seen: Visit, step: VisitStep) => setOpen({ seen, step }),
    dialog: open && <VisitDialog key={`${open.seen.id} ${open.step}`} {...open} onClose={() => setOpen(undefined)} />,
  };
}
