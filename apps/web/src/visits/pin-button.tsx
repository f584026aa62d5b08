import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { ProblemNote } from '../ui/states.js';
import { usePin, useUnpin, type Visit } from './queries.js';

/** Pins a planned visit, with a reason or without, or lets it go. */
export function PinButton({ visit }: { visit: Visit }) {
  const { moves: texts } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const unpin = useUnpin(visit);
  return (
    <>
      {visit.isPinned ? (
        <button disabled={unpin.isPending} onClick={() => unpin.mutate('unpin')}>
          {texts.unpin}
        </button>
      ) : (
        <button onClick={() => setOpen(true)}>{texts.pin}</button>
      )}
      {unpin.error && <ProblemNote problem={unpin.error} />}
      {isOpen && <PinDialog visit={visit} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Why plans shall leave it where it is; nothing need be said. */
export function PinDialog({ visit, onClose }: { visit: Pick<Visit, 'id' | 'version'>; onClose: () => void }) {
  const { moves: texts, common } = useTexts();
  const pin = usePin(visit);
  return (
    <Dialog title={texts.pin} onClose={onClose}>
      <SendForm
        send={pin}
        submit={texts.pin}
        onDone={onClose}
        wish={({ text }) => {
          const reason = text('reason');
          return { ...(reason && { reason }) };
        }}
      >
        <p className="muted">{texts.pinHint}</p>
        <Field label={common.reason} name="reason" problem={pin.error}>
          <input name="reason" maxLength={500} />
        </Field>
      </SendForm>
    </Dialog>
  );
}
