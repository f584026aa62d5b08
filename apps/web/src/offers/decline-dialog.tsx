import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import type { AnswerDialogProps } from './accept-dialog.js';
import { isOver, OverNote } from './over-note.js';
import { useDecline } from './queries.js';

type Reason = keyof ReturnType<typeof useTexts>['declineReason'];

/** Declines with one of the fixed reasons. */
export function DeclineDialog({ offer, onClose }: AnswerDialogProps) {
  const texts = useTexts();
  const decline = useDecline(offer);
  const reasons = Object.entries(texts.declineReason) as [Reason, string][];
  return (
    <Dialog title={texts.offers.declineTitle(offer.orderNumber)} onClose={onClose}>
      <SendForm
        send={decline}
        submit={texts.offers.decline}
        danger
        onDone={onClose}
        isImpossible={isOver(offer)}
        wish={({ text }) => {
          const note = text('note');
          return { reason: (text('reason') ?? 'other') as Reason, ...(note && { note }) };
        }}
      >
        <fieldset>
          <legend>{texts.common.reason}</legend>
          {reasons.map(([reason, label]) => (
            <label key={reason} className="choice">
              <input type="radio" name="reason" value={reason} required /> {label}
            </label>
          ))}
        </fieldset>
        <Field label={texts.common.note} name="note" problem={decline.error}>
          <textarea name="note" maxLength={500} rows={2} />
        </Field>
        {!decline.isPending && <OverNote offer={offer} />}
      </SendForm>
    </Dialog>
  );
}
