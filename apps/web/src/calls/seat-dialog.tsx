import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { SendForm } from '../ui/send-form.js';
import { type Seat, useSaveSeat } from './queries.js';

interface SeatDialogProps {
  seats: readonly Seat[];
  /** The seat to change; a new one if left out. */
  seat?: Seat;
  onClose: () => void;
}

/** A seat under its code, changed as it was when the dialog was opened: the list behind it goes on. A new one must have a code of its own. */
export function SeatDialog({ seats, seat, onClose }: SeatDialogProps) {
  const words = useTexts().calls;
  const save = useSaveSeat();
  const [code, setCode] = useState('');
  const [version] = useState(seat?.version);
  const known = !seat && seats.find((one) => one.code === code.trim());
  return (
    <Dialog title={seat ? words.changeSeat(seat.name) : words.newSeat} onClose={onClose}>
      <SendForm
        send={save}
        submit={words.saveSeat}
        onDone={onClose}
        isImpossible={Boolean(known)}
        wish={({ text, flag }) => {
          const extension = text('extension');
          return {
            code: seat?.code ?? code.trim(),
            version,
            name: text('name') ?? '',
            kind: text('kind') === 'expert' ? ('expert' as const) : ('ordinary' as const),
            ...(extension && { extension }),
            active: !seat || flag('active'),
          };
        }}
      >
        {!seat && (
          <Field
            label={words.code}
            name="code"
            problem={save.error}
            hint={known ? words.codeTaken(known.name) : words.codeHint}
          >
            <input required maxLength={64} value={code} onChange={({ target }) => setCode(target.value)} />
          </Field>
        )}
        <Field label={words.seatName} name="name" problem={save.error}>
          <input name="name" required maxLength={120} defaultValue={seat?.name} />
        </Field>
        <Field label={words.seatKind} name="kind" problem={save.error} hint={words.kindHint}>
          <select name="kind" defaultValue={seat?.kind ?? 'ordinary'}>
            <Options of={Object.entries(words.kind)} />
          </select>
        </Field>
        <Field label={words.extension} name="extension" problem={save.error}>
          <input name="extension" maxLength={40} defaultValue={seat?.extension} />
        </Field>
        {seat && (
          <label className="choice">
            <input type="checkbox" name="active" defaultChecked={seat.active} /> {words.inUse}
          </label>
        )}
      </SendForm>
    </Dialog>
  );
}
