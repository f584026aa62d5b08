import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { standingOf } from './desk-rows.js';
import { useCallStep, useSeats } from './queries.js';

interface ExpertDialogProps {
  callId: string;
  does: 'consult' | 'transfer';
  onClose: () => void;
}

/** No code of a seat is empty. */
const outside = '';

/** Asks an expert while the customer waits, or transfers the customer: to a seat that is free, or to somebody outside by name and number. */
export default function ExpertDialog({ callId, does, onClose }: ExpertDialogProps) {
  const words = useTexts().calls;
  const { data: seats = [] } = useSeats();
  const step = useCallStep();
  const free = seats.filter((seat) => seat.kind === 'expert' && standingOf(seat) === 'free');
  const [chosen, setChosen] = useState<string>();
  const expert = chosen ?? free[0]?.code ?? outside;
  const title = does === 'consult' ? words.consult : words.transfer;
  return (
    <Dialog title={title} onClose={onClose}>
      <SendForm
        send={step}
        submit={title}
        onDone={onClose}
        wish={({ text }) => ({
          do: does,
          id: callId,
          to:
            expert === outside
              ? { outside: { name: text('name') ?? '', phone: text('phone') ?? '' } }
              : { seat: expert },
        })}
      >
        <p className="muted">{does === 'consult' ? words.consultNote : words.transferNote}</p>
        <fieldset>
          <legend>{words.expert}</legend>
          {free.map(({ code, name, agentName, extension }) => (
            <label key={code} className="choice">
              <input type="radio" name="expert" checked={expert === code} onChange={() => setChosen(code)} />{' '}
              {[name, agentName, extension].filter(Boolean).join(' · ')}
            </label>
          ))}
          {free.length === 0 && <p className="muted">{words.noExpert}</p>}
          <label className="choice">
            <input type="radio" name="expert" checked={expert === outside} onChange={() => setChosen(outside)} />{' '}
            {words.outsideExpert}
          </label>
        </fieldset>
        {expert === outside && (
          <>
            <Field label={words.outsideName} name="outside.name" problem={step.error}>
              <input name="name" required maxLength={120} autoComplete="off" />
            </Field>
            <Field label={words.outsidePhone} name="outside.phone" problem={step.error}>
              <input name="phone" type="tel" required maxLength={40} autoComplete="off" />
            </Field>
          </>
        )}
      </SendForm>
    </Dialog>
  );
}
