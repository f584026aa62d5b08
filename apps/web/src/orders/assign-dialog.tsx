import { useSiteOf, useTechnicians } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { instantOfWall } from '../time/zones.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { WallTimeInput } from '../ui/wall-time-input.js';
import { type Order, useAssign } from './queries.js';

interface AssignDialogProps {
  order: Order;
  /** What was chosen on the timeline, if it came from there, and which rules that breaks. */
  chosen?: { technicianId: string; start: string; against: string };
  onClose: () => void;
}

/** Names technician and start; without a start it is the technician's next gap. */
export function AssignDialog({ order, chosen, onClose }: AssignDialogProps) {
  const texts = useTexts();
  const assign = useAssign(order);
  const siteOf = useSiteOf();
  const { data: technicians = [] } = useTechnicians();
  const zone = order.place.timeZone;
  const able = technicians.filter(({ active, siteId, skills }) => {
    if (!active || (order.siteId && siteId !== order.siteId)) return false;
    return skills.some(({ skill }) => skill === order.skill);
  });
  return (
    <Dialog title={texts.orders.assignTitle(order.number)} onClose={onClose}>
      <SendForm
        send={assign}
        submit={texts.orders.assign}
        onDone={onClose}
        wish={({ text }) => {
          const start = text('start');
          return {
            technicianId: text('technicianId') ?? '',
            ...(start && { start: new Date(instantOfWall(start, zone)).toISOString() }),
          };
        }}
      >
        {chosen?.against && <p className="note warn">{chosen.against}</p>}
        <Field label={texts.visits.technician} name="technicianId" problem={assign.error}>
          <select key={able.length} name="technicianId" required defaultValue={chosen?.technicianId ?? ''}>
            <option value="">{texts.common.choose}</option>
            {able.map(({ id, name, siteId, skills }) => (
              <option key={id} value={id}>
                {name} ({skills.find(({ skill }) => skill === order.skill)?.level}/5)
                {!order.siteId && ` · ${siteOf(siteId)?.name ?? ''}`}
              </option>
            ))}
          </select>
        </Field>
        <WallTimeInput
          name="start"
          label={texts.visits.startOrGap}
          zone={zone}
          initial={chosen?.start}
          problem={assign.error}
        />
      </SendForm>
    </Dialog>
  );
}
