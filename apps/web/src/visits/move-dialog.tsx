import { useTechnicians } from '../api/lookups.js';
import { CheckNote } from '../moves/check-words.js';
import { overridesOf } from '../moves/queries.js';
import { useFormCheck } from '../moves/use-form-check.js';
import { useTexts } from '../texts/text-context.js';
import { instantOfWall } from '../time/zones.js';
import { Field } from '../ui/field.js';
import { WallTimeInput } from '../ui/wall-time-input.js';
import { type BoardVisit, useReschedule, type Visit } from './queries.js';
import { StepForm, useSeenVersion } from './step-form.js';

interface MoveDialogProps {
  visit: Pick<Visit | BoardVisit, 'id' | 'version' | 'start' | 'finish' | 'siteId' | 'technicianId' | 'repairOrderId'>;
  zone: string;
  /** Where it was dropped, if it came from the timeline. */
  wished?: { start: string; technicianId: string; durationMinutes?: number };
  onMoved?: (visit: Visit) => void;
  onClose: () => void;
}

/**
 * Moves a visit to another start or technician or gives it another length, with the reason, and says beforehand what the server thinks of it. It is sent on the version that was seen: if somebody else was first, the dialog
 * says what the visit is now and lets the user decide anew.
 */
export function MoveDialog({ visit, zone, wished, onMoved, onClose }: MoveDialogProps) {
  const texts = useTexts();
  const move = useReschedule(visit.id);
  const [version, setVersion] = useSeenVersion(visit);
  const { data: technicians = [] } = useTechnicians();
  const { check, isAsking, onChange } = useFormCheck({ repairOrderId: visit.repairOrderId, ...wished }, zone);
  const minutes = Math.round((Date.parse(visit.finish) - Date.parse(visit.start)) / 60_000);
  const ofSite = technicians.filter(({ active, siteId }) => active && siteId === visit.siteId);
  return (
    <StepForm
      visitId={visit.id}
      zone={zone}
      step="move"
      title={texts.visits.moveTitle}
      submit={texts.visits.move}
      send={move}
      isImpossible={check?.isPossible === false}
      onSeen={setVersion}
      {...(onMoved && { onDone: onMoved })}
      onClose={onClose}
      wish={({ text, number }) => {
        const durationMinutes = number('durationMinutes');
        return {
          version,
          start: new Date(instantOfWall(text('start') ?? '', zone)).toISOString(),
          technicianId: text('technicianId') ?? visit.technicianId,
          ...(durationMinutes !== undefined && durationMinutes !== minutes && { durationMinutes }),
          reason: text('reason') ?? '',
          ...overridesOf(check),
        };
      }}
    >
      <div onChange={onChange}>
        <WallTimeInput
          name="start"
          label={texts.visits.start}
          zone={zone}
          initial={wished?.start ?? visit.start}
          problem={move.error}
          required
        />
        <Field label={texts.visits.duration} name="durationMinutes" problem={move.error}>
          <input
            name="durationMinutes"
            type="number"
            min={5}
            max={1440}
            required
            defaultValue={wished?.durationMinutes ?? minutes}
          />
        </Field>
        <Field label={texts.visits.technician} name="technicianId" problem={move.error}>
          <select key={ofSite.length} name="technicianId" defaultValue={wished?.technicianId ?? visit.technicianId}>
            {ofSite.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <CheckNote check={check} isAsking={isAsking} zone={zone} />
      <Field label={texts.common.reason} name="reason" problem={move.error}>
        <input name="reason" required maxLength={500} />
      </Field>
    </StepForm>
  );
}
