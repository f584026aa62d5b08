import { useState } from 'react';
import { useParts, useSiteOf } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { minorOf } from '../time/money.js';
import { instantOfWall, viewerZone } from '../time/zones.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { WallTimeInput } from '../ui/wall-time-input.js';
import type { AnswerDialogProps } from './accept-dialog.js';
import { isOver, OverNote } from './over-note.js';
import { type PartLine, wantedOf } from './part-lines.js';
import { PartLinesFields } from './part-lines-fields.js';
import { useCounter } from './queries.js';
import { TechnicianField } from './technician-field.js';

/** Proposes another time or technician, a price, or the parts that must be there first. */
export function CounterDialog({ offer, zone = viewerZone(), onClose }: AnswerDialogProps) {
  const texts = useTexts();
  const counter = useCounter(offer);
  const currency = useSiteOf()(offer.siteId)?.currency;
  const [lines, setLines] = useState<readonly PartLine[]>([]);
  const { data: known = [] } = useParts();
  const { parts, unknown } = wantedOf(lines, (wanted) => known.find(({ number }) => number === wanted)?.id);
  return (
    <Dialog title={texts.offers.counterTitle(offer.orderNumber)} onClose={onClose}>
      <SendForm
        send={counter}
        submit={texts.offers.counter}
        onDone={onClose}
        isImpossible={isOver(offer) || unknown.size > 0}
        wish={({ text, number }) => {
          const [start, price, note] = [text('start'), number('price'), text('note')];
          const technicianId = text('technicianId');
          return {
            ...(start && { start: new Date(instantOfWall(start, zone)).toISOString() }),
            ...(price !== undefined && currency && { priceMinor: minorOf(price, currency), currency }),
            ...(technicianId && { technicianId }),
            ...(parts.length > 0 && { parts }),
            ...(note && { note }),
          };
        }}
      >
        <p className="muted">{texts.offers.counterHint}</p>
        <WallTimeInput
          name="start"
          label={texts.visits.start}
          zone={zone}
          initial={offer.proposedStart}
          problem={counter.error}
        />
        <TechnicianField
          offer={offer}
          {...(offer.technicianId
            ? { none: texts.offers.asProposed }
            : { none: texts.offers.later, hint: texts.offers.nameLater })}
          problem={counter.error}
        />
        <Field
          label={`${texts.offers.price}${currency ? ` (${currency})` : ''}`}
          name="priceMinor"
          problem={counter.error}
        >
          <input type="number" name="price" min={0} step="any" inputMode="decimal" />
        </Field>
        <PartLinesFields {...{ offer, lines, unknown }} onChange={setLines} problem={counter.error} />
        <Field label={texts.common.note} name="note" problem={counter.error}>
          <textarea name="note" maxLength={500} rows={2} />
        </Field>
        {!counter.isPending && <OverNote offer={offer} />}
      </SendForm>
    </Dialog>
  );
}
