import type { PlanningRun } from '../planning-runs/queries.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { type FormValues, SendForm } from '../ui/send-form.js';
import { criticalities, useAdopt, valueClasses, variationClasses } from './queries.js';

interface AdoptDialogProps {
  run: PlanningRun;
  plannedShare: number;
  /** The class whose curve was looked at; empty for all. */
  valueClass: string;
  onClose: () => void;
}

/** Sets the planned share in cells of the matrix of targets, for a reason; the next run plans with it. */
export function AdoptDialog({ run, plannedShare, valueClass, onClose }: AdoptDialogProps) {
  const { policyLab: texts, common } = useTexts();
  const send = useAdopt(run);
  const named = <Name extends string>(names: readonly Name[], labels: Record<Name, string>) =>
    names.map((name) => [name, labels[name]] as const);
  const wish = ({ number, text }: FormValues) => {
    const chosen = <Name extends string>(names: readonly Name[], field: string) =>
      names.find((name) => name === text(field));
    const value = chosen(valueClasses, 'valueClass');
    const variation = chosen(variationClasses, 'variationClass');
    const criticality = chosen(criticalities, 'criticality');
    return {
      targetShare: Number(((number('percent') ?? 0) / 100).toPrecision(6)),
      ...(value && { valueClass: value }),
      ...(variation && { variationClass: variation }),
      ...(criticality && { criticality }),
      reason: text('reason') ?? '',
    };
  };
  return (
    <Dialog title={texts.adopt} onClose={onClose}>
      <SendForm send={send} submit={texts.adopt} onDone={onClose} wish={wish}>
        <p className="muted">{texts.adoptHint}</p>
        <Field label={texts.target} name="targetShare" problem={send.error}>
          <input
            type="number"
            name="percent"
            required
            min={1}
            max={99.99}
            step={0.01}
            defaultValue={Math.round(plannedShare * 1_000) / 10}
          />
        </Field>
        <Field label={texts.grouping.valueClass} name="valueClass" problem={send.error}>
          <select name="valueClass" defaultValue={valueClass}>
            <Options none={common.all} of={named(valueClasses, texts.valueClass)} />
          </select>
        </Field>
        <Field label={texts.variation} name="variationClass" problem={send.error}>
          <select name="variationClass">
            <Options none={common.all} of={named(variationClasses, texts.variationClass)} />
          </select>
        </Field>
        <Field label={texts.criticality} name="criticality" problem={send.error}>
          <select name="criticality">
            <Options none={common.all} of={named(criticalities, texts.criticalities)} />
          </select>
        </Field>
        <Field label={common.reason} name="reason" problem={send.error}>
          <input name="reason" required minLength={3} maxLength={400} />
        </Field>
      </SendForm>
    </Dialog>
  );
}
