import { useState } from 'react';
import { type PlanningRun, useRequestRun } from '../planning-runs/queries.js';
import { ScopeFields, useScope } from '../planning-runs/scope-fields.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { type FormValues, SendForm } from '../ui/send-form.js';
import { type Method, methods } from './queries.js';
import { sharesOf } from './shares.js';

interface BackTestDialogProps {
  onClose: () => void;
  onDone: (run: PlanningRun) => void;
}

/** Which methods and fill rates are tested, on the past of which parts and places. Left as it is: all of them, as usual. */
export function BackTestDialog({ onClose, onDone }: BackTestDialogProps) {
  const { policyLab: texts } = useTexts();
  const send = useRequestRun();
  const { scopeOf, unknown } = useScope();
  const [isUnread, setIsUnread] = useState(false);
  const wish = (values: FormValues) => {
    const shares = sharesOf(values.text('shares') ?? '');
    setIsUnread(shares === undefined);
    const scoped = scopeOf(values);
    if (!scoped || !shares) return undefined;
    const chosen = methods.filter((method) => values.all('methods').includes(method));
    return {
      ...scoped,
      whatIf: {
        ...(chosen.length > 0 && chosen.length < methods.length && { methods: chosen as Method[] }),
        ...(shares.length > 0 && { plannedShares: shares }),
      },
    };
  };
  return (
    <Dialog title={texts.request} onClose={onClose}>
      <SendForm send={send} submit={texts.start} onDone={onDone} wish={wish}>
        <p className="muted">{texts.about}</p>
        <fieldset className="columns">
          <legend>{texts.methods}</legend>
          {methods.map((method) => (
            <label key={method} className="choice">
              <input type="checkbox" name="methods" value={method} defaultChecked /> {texts.method[method]}
            </label>
          ))}
        </fieldset>
        <Field label={texts.shares} name="whatIf.plannedShares" problem={send.error} hint={texts.sharesHint}>
          <input name="shares" inputMode="text" placeholder="70, 82, 90, 95, 98, 99.3" />
        </Field>
        {isUnread && (
          <p role="alert" className="note fault">
            {texts.sharesUnread}
          </p>
        )}
        <ScopeFields problem={send.error} unknown={unknown} />
      </SendForm>
    </Dialog>
  );
}
