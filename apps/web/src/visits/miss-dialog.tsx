import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { useMiss, type Visit } from './queries.js';
import { StepForm, useSeenVersion } from './step-form.js';

/** A visit did not take place: why. */
export function MissDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const texts = useTexts();
  const [version, setVersion] = useSeenVersion(visit);
  const miss = useMiss({ id: visit.id, version });
  return (
    <StepForm
      visitId={visit.id}
      zone={visit.place.timeZone}
      step="miss"
      title={texts.visits.miss}
      submit={texts.visits.miss}
      send={miss}
      danger
      onSeen={setVersion}
      onClose={onClose}
      wish={({ text }) => ({ reason: text('reason') ?? '' })}
    >
      <Field label={texts.common.reason} name="reason" problem={miss.error}>
        <textarea name="reason" required maxLength={500} rows={2} />
      </Field>
    </StepForm>
  );
}
