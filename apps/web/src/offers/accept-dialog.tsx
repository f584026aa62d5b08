import { useTexts } from '../texts/text-context.js';
import { instantOfWall, viewerZone } from '../time/zones.js';
import { Dialog } from '../ui/dialog.js';
import { SendForm } from '../ui/send-form.js';
import { WallTimeInput } from '../ui/wall-time-input.js';
import { isOver, OverNote } from './over-note.js';
import { type Offer, useAccept } from './queries.js';
import { TechnicianField } from './technician-field.js';

export interface AnswerDialogProps {
  offer: Offer;
  zone: string | undefined;
  onClose: () => void;
}

/** Accepts, with who comes and when; without a name the site assigns later. */
export function AcceptDialog({ offer, zone = viewerZone(), onClose }: AnswerDialogProps) {
  const texts = useTexts();
  const accept = useAccept(offer);
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
        <TechnicianField
          offer={offer}
          none={texts.offers.later}
          initial={offer.technicianId}
          hint={texts.offers.nameLater}
          problem={accept.error}
        />
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
