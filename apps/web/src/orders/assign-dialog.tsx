import { useState } from 'react';
import { useSiteOf, useTechnicians } from '../api/lookups.js';
import { CheckNote } from '../moves/check-words.js';
import { overridesOf } from '../moves/queries.js';
import { useFormCheck } from '../moves/use-form-check.js';
import { useTexts } from '../texts/text-context.js';
import { instantOfWall } from '../time/zones.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { Loaded } from '../ui/states.js';
import { WallTimeInput } from '../ui/wall-time-input.js';
import { mayBeAssigned } from './order-changes.js';
import { OrderConflict } from './order-conflict.js';
import { type BoardOrder, type Order, useAssign, useOrder } from './queries.js';

interface AssignDialogProps {
  /** As it is now: it may change while the dialog is open. */
  order: Order;
  /** What was chosen on the timeline, if it came from there. */
  chosen?: { technicianId: string; start: string };
  onAssigned?: (order: Order) => void;
  onClose: () => void;
}

/**
 * Names technician and start; without a start it is the technician's next gap. What the server has against it is said beforehand, and asks for a reason. It is sent on the version that was seen when
 * the dialog opened: if somebody else was first, the dialog says what has changed and lets the user decide anew.
 */
export function AssignDialog({ order, chosen, onAssigned, onClose }: AssignDialogProps) {
  const texts = useTexts();
  const [seen, setSeen] = useState(order);
  const assign = useAssign(seen);
  const isOutrun = assign.error !== null && !assign.error.isPassing && order.version !== seen.version;
  const siteOf = useSiteOf();
  const { data: technicians = [] } = useTechnicians();
  const zone = order.place.timeZone;
  const { check, isAsking, onChange } = useFormCheck({ repairOrderId: order.id, ...chosen }, zone);
  const needsReason = check !== undefined && check.broken.length > 0;
  const able = technicians.filter(({ id, active, siteId, skills }) => {
    if (!active || (order.siteId && siteId !== order.siteId)) return false;
    return id === chosen?.technicianId || skills.some(({ skill }) => skill === order.skill);
  });
  return (
    <Dialog title={texts.orders.assignTitle(order.number)} onClose={onClose}>
      <SendForm
        send={assign}
        submit={texts.orders.assign}
        isImpossible={check?.isPossible === false}
        onDone={(assigned) => {
          onAssigned?.(assigned);
          onClose();
        }}
        wish={({ text }) => {
          const [start, reason] = [text('start'), text('reason')];
          return {
            technicianId: text('technicianId') ?? '',
            ...(start && { start: new Date(instantOfWall(start, zone)).toISOString() }),
            ...(reason && { reason, ...overridesOf(check) }),
          };
        }}
      >
        <div onChange={onChange}>
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
        </div>
        <CheckNote check={check} isAsking={isAsking} zone={zone} />
        {needsReason && (
          <Field label={texts.common.reason} name="reason" problem={assign.error}>
            <input name="reason" required maxLength={500} />
          </Field>
        )}
        {isOutrun && (
          <OrderConflict
            seen={seen}
            now={order}
            onSeen={
              mayBeAssigned(order)
                ? () => {
                    setSeen(order);
                    assign.reset();
                  }
                : undefined
            }
          />
        )}
      </SendForm>
    </Dialog>
  );
}

/** The same for an order as the board has it: it is read itself, and stays what it is now while the dialog is open. */
export function AssignById({ order, ...rest }: Omit<AssignDialogProps, 'order'> & { order: BoardOrder }) {
  const texts = useTexts();
  const query = useOrder(order.id);
  if (query.data) return <AssignDialog order={query.data} {...rest} />;
  return (
    <Dialog title={texts.orders.assignTitle(order.number)} onClose={rest.onClose}>
      <Loaded query={query}>{() => null}</Loaded>
    </Dialog>
  );
}
