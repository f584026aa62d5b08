import { useState } from 'react';
import { useOrder } from '../orders/queries.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { useFinish, type Visit } from './queries.js';
import { StepForm, useSeenVersion } from './step-form.js';

type Texts = ReturnType<typeof useTexts>;
type Outcome = keyof Texts['outcome'];

/** Parts that are missing are named by the site's own system; this form has no field for them. */
const outcomes = [
  'repaired',
  'level_too_low',
  'beyond_repair',
  'no_fault_found',
  'no_access',
  'unsafe',
  'customer_refused',
  'other',
] as const;

/** How the visit ended, with the codes and the steps that were done. */
export function FinishDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const texts = useTexts();
  const [version, setVersion] = useSeenVersion(visit);
  const finish = useFinish({ id: visit.id, version });
  const { data: order } = useOrder(visit.repairOrderId);
  const [outcome, setOutcome] = useState<Outcome>('repaired');
  const needsCodes = outcome === 'repaired';
  return (
    <StepForm
      visitId={visit.id}
      zone={visit.place.timeZone}
      step="finish"
      title={texts.visits.finishTitle(visit.orderNumber)}
      submit={texts.visits.finish}
      send={finish}
      onSeen={setVersion}
      onClose={onClose}
      wish={({ text, all }) => {
        const [faultCode, remedyCode, note] = [text('faultCode'), text('remedyCode'), text('note')];
        const done = new Set(all('steps'));
        return {
          outcome,
          ...(faultCode && { faultCode }),
          ...(remedyCode && { remedyCode }),
          ...(note && { note }),
          steps: Object.keys(texts.step).map((code) => ({ code, done: done.has(code) })),
        };
      }}
    >
      <Field label={texts.visits.outcome} name="outcome" problem={finish.error}>
        <select value={outcome} onChange={({ target }) => setOutcome(target.value as Outcome)}>
          {outcomes.map((value) => (
            <option key={value} value={value}>
              {texts.outcome[value]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={texts.visits.faultCode} name="faultCode" problem={finish.error}>
        <input name="faultCode" list="fault-codes" required={needsCodes} maxLength={64} />
      </Field>
      <datalist id="fault-codes">
        {order?.likelyFaults.map(({ faultCode }) => (
          <option key={faultCode} value={faultCode}>
            {faultCode}
          </option>
        ))}
      </datalist>
      <Field label={texts.visits.remedyCode} name="remedyCode" problem={finish.error}>
        <input name="remedyCode" required={needsCodes} maxLength={64} />
      </Field>
      <fieldset>
        <legend>{texts.visits.steps}</legend>
        {Object.entries(texts.step).map(([code, label]) => (
          <label key={code} className="choice">
            <input type="checkbox" name="steps" value={code} /> {label}
          </label>
        ))}
      </fieldset>
      <Field label={texts.common.note} name="note" problem={finish.error}>
        <textarea name="note" rows={2} required={outcome === 'unsafe'} maxLength={2000} />
      </Field>
    </StepForm>
  );
}
