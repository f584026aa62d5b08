import { useId, useState } from 'react';
import type { Schemas } from '../api/client.js';
import { PartNumbers } from '../planner/part-filter.js';
import { isPlanned } from '../planner/places.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import { type FormValues, SendForm } from '../ui/send-form.js';
import { useAdjustDemand } from './queries.js';
import type { ItemFilter } from './use-item-filter.js';

interface AdjustmentDialogProps {
  parts: readonly Schemas['PartView'][];
  places: readonly Schemas['StockLocationView'][];
  /** What is filled in to begin with. */
  filter: ItemFilter;
  onClose: () => void;
}

/** More or fewer pieces than were recorded: of which part, where, in which days, and why. */
export function AdjustmentDialog({ parts, places, filter, onClose }: AdjustmentDialogProps) {
  const { demand, planner, planningRuns, common } = useTexts();
  const texts = demand.adjustments;
  const numbers = useId();
  const [unknown, setUnknown] = useState<string>();
  const adjust = useAdjustDemand();
  const wish = ({ text, number }: FormValues): Schemas['NewDemandAdjustment'] | undefined => {
    const typed = text('part') ?? '';
    const part = parts.find((one) => one.number === typed);
    setUnknown(part ? undefined : typed);
    return (
      part && {
        partId: part.id,
        locationId: text('place') ?? '',
        from: text('from') ?? '',
        to: text('to') ?? '',
        pieces: number('pieces') ?? 0,
        reason: text('reason') ?? '',
      }
    );
  };
  const given = parts.find(({ id }) => id === filter.partId);
  return (
    <Dialog title={texts.create} onClose={onClose}>
      <SendForm send={adjust} submit={texts.create} onDone={onClose} wish={wish}>
        <Field label={planner.partNumber} name="partId" problem={adjust.error}>
          <input name="part" list={numbers} required defaultValue={given?.number} />
        </Field>
        <PartNumbers id={numbers} />
        {unknown !== undefined && (
          <p role="alert" className="note fault">
            {planningRuns.unknownParts(unknown)}
          </p>
        )}
        <Field label={planner.columns.location} name="locationId" problem={adjust.error}>
          <select name="place" required defaultValue={filter.locationId}>
            <Options none={common.choose} of={named(places.filter(isPlanned))} />
          </select>
        </Field>
        <Field label={texts.from} name="from" problem={adjust.error}>
          <input type="date" name="from" required />
        </Field>
        <Field label={texts.to} name="to" problem={adjust.error} hint={texts.periodHint}>
          <input type="date" name="to" required />
        </Field>
        <Field label={texts.pieces} name="pieces" problem={adjust.error} hint={texts.piecesHint}>
          <input type="number" name="pieces" required />
        </Field>
        <Field label={common.reason} name="reason" problem={adjust.error} hint={texts.reasonHint}>
          <input name="reason" required minLength={3} maxLength={500} />
        </Field>
      </SendForm>
    </Dialog>
  );
}
