import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { usePin, type Visit } from './queries.js';
import { StepForm, useSeenVersion } from './step-form.js';

/** Why plans shall leave it where it is; nothing need be said. */
export function PinDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { moves: texts, common } = useTexts();
  const [version, setVersion] = useSeenVersion(visit);
  const pin = usePin({ id: visit.id, version });
  return (
    <StepForm
      visitId={visit.id}
      zone={visit.place.timeZone}
      step="pin"
      title={texts.pin}
      submit={texts.pin}
      send={pin}
      onSeen={setVersion}
      onClose={onClose}
      wish={({ text }) => {
        const reason = text('reason');
        return { ...(reason && { reason }) };
      }}
    >
      <p className="muted">{texts.pinHint}</p>
      <Field label={common.reason} name="reason" problem={pin.error}>
        <input name="reason" maxLength={500} />
      </Field>
    </StepForm>
  );
}
