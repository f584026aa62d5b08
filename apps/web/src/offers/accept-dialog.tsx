import { useTechnicians } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { instantOfWall, viewerZone } from '../time/zones.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { WallTimeInput } from '../ui/wall-time-input.js';
import { isOver, OverNote } from './over-note.js';
import { type Offer, useAccept } from './queries.js';

export interface AnswerDialogProps {
  offer: Offer;
  zone: string | undefined;
  onClose: () => void;
}

/** Accepts, with who comes and when; without a name the site assigns later. */
export function AcceptDialog({ offer, zone = viewerZone(), onClose }: AnswerDialogProps) {
  const texts = useTexts();
  const accept = useAccept(offer);
  const { data: technicians = [] } = useTechnicians();
  return (
    <Dialog title={texts.offers.acceptTitle(offer.orderNumber)} onClose={onClose}>
      <SendForm
        send={accept}
        submit={texts.offers.accept}
        onDone={onClose}
        isImpossible={isOver(offer)}
        wish={({ text }) => {
          const [technicianId, start] = [text('technicianId'), text('start')];
          return {
            ...(technicianId && { technicianId }),
            ...(technicianId && start && { start: new Date(instantOfWall(start, zone)).toISOString() }),
          };
        }}
      >
        <Field label={texts.visits.technician} name="technicianId" problem={accept.error} hint={texts.offers.nameLater}>
          <select key={technicians.length} name="technicianId" defaultValue={offer.technicianId ?? ''}>
            <option value="">{texts.offers.later}</option>
            {technicians
              .filter(({ active, siteId }) => active && siteId === offer.siteId)
              .map(({ id, name, skills }) => (
                <option key={id} value={id}>
                  {name} {levelText(skills, offer.skill)}
                </option>
              ))}
          </select>
        </Field>
        <WallTimeInput
          name="start"
          label={texts.visits.start}
          zone={zone}
          initial={offer.proposedStart}
          problem={accept.error}
        />
        {!accept.isPending && <OverNote offer={offer} />}
      </SendForm>
    </Dialog>
  );
}

/** How good somebody is at what the order asks for. */
function levelText(skills: readonly { skill: string; level: number }[], wanted: string): string {
  const level = skills.find(({ skill }) => skill === wanted)?.level;
  return level === undefined ? '(–)' : `(${level}/5)`;
}
