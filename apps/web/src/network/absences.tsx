import { useState } from 'react';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { instantOfWall } from '../time/zones.js';
import { Badge } from '../ui/badge.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { ProblemNote } from '../ui/states.js';
import { WallTimeInput } from '../ui/wall-time-input.js';
import { type Technician, useAddAbsence, useRemoveAbsence } from './queries.js';

/** When the technician is away now or later, with adding and removing for those who may. */
export function Absences({ technician, zone }: { technician: Technician; zone: string }) {
  const { network: texts } = useTexts();
  const format = useFormat();
  const now = useNow();
  const mayChange = useHasRole('dispatcher', 'supervisor', 'site_manager');
  const remove = useRemoveAbsence(technician);
  const [isAdding, setIsAdding] = useState(false);
  const coming = technician.absences
    .filter(({ to }) => Date.parse(to) > now)
    .toSorted((one, other) => one.from.localeCompare(other.from));
  return (
    <section>
      <h3>{texts.absences}</h3>
      {coming.length === 0 && <p className="muted">{texts.noAbsences}</p>}
      <ul className="plain rows">
        {coming.map(({ id, from, to, reason }) => (
          <li key={id}>
            {Date.parse(from) <= now && <Badge tone="warn">{texts.awayNow}</Badge>} {format.dateTime(from, zone)} –{' '}
            {format.dateTime(to, zone)}
            {reason && <small>{reason}</small>}
            {mayChange && (
              <div className="actions">
                <button disabled={remove.isPending} onClick={() => remove.mutate(id)}>
                  {texts.removeAbsence}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {remove.error && <ProblemNote problem={remove.error} />}
      {mayChange && (
        <div className="actions">
          <button onClick={() => setIsAdding(true)}>{texts.addAbsence}</button>
        </div>
      )}
      {isAdding && <AbsenceDialog technician={technician} zone={zone} onClose={() => setIsAdding(false)} />}
    </section>
  );
}

interface AbsenceDialogProps {
  technician: Technician;
  zone: string;
  onClose: () => void;
}

/** From when to when somebody is away; visits in it are looked at again by dispatch. */
function AbsenceDialog({ technician, zone, onClose }: AbsenceDialogProps) {
  const texts = useTexts();
  const send = useAddAbsence(technician);
  const instant = (wall: string | undefined) => {
    const at = instantOfWall(wall ?? '', zone);
    return Number.isNaN(at) ? '' : new Date(at).toISOString();
  };
  return (
    <Dialog title={texts.network.addAbsence} onClose={onClose}>
      <SendForm
        send={send}
        submit={texts.network.addAbsence}
        onDone={onClose}
        wish={({ text }) => {
          const reason = text('reason');
          return { from: instant(text('from')), to: instant(text('to')), ...(reason && { reason }) };
        }}
      >
        <WallTimeInput name="from" label={texts.network.from} zone={zone} problem={send.error} required />
        <WallTimeInput name="to" label={texts.network.to} zone={zone} problem={send.error} required />
        <Field label={texts.common.reason} name="reason" problem={send.error}>
          <input name="reason" maxLength={200} />
        </Field>
      </SendForm>
    </Dialog>
  );
}
