import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { type FormValues, SendForm } from '../ui/send-form.js';
import { type PlanningRun, useRequestRun } from './queries.js';
import { ScopeFields, useScope } from './scope-fields.js';

interface RunRequestDialogProps {
  onClose: () => void;
  onDone: (run: PlanningRun) => void;
}

/** What is planned, how far ahead, and whether it counts at once. Left as it is: everything. */
export function RunRequestDialog({ onClose, onDone }: RunRequestDialogProps) {
  const { planningRuns: texts } = useTexts();
  const send = useRequestRun();
  const { scopeOf, unknown } = useScope();
  const wish = (values: FormValues) => {
    const scoped = scopeOf(values);
    const horizonPeriods = values.number('horizonPeriods');
    return (
      scoped && {
        ...scoped,
        ...(horizonPeriods !== undefined && { horizonPeriods }),
        publishWhenDone: values.flag('publishWhenDone'),
      }
    );
  };
  return (
    <Dialog title={texts.request} onClose={onClose}>
      <SendForm send={send} submit={texts.start} onDone={onDone} wish={wish}>
        <ScopeFields problem={send.error} unknown={unknown} />
        <Field label={texts.horizon} name="horizonPeriods" problem={send.error}>
          <input type="number" name="horizonPeriods" min={1} max={52} defaultValue={13} />
        </Field>
        <label className="choice">
          <input type="checkbox" name="publishWhenDone" /> {texts.publishWhenDone}
        </label>
      </SendForm>
    </Dialog>
  );
}
