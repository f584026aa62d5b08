import { useState } from 'react';
import { endOf } from '../planner/until.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { ProblemNote } from '../ui/states.js';
import { type PartsException, useReopen, useSettle } from './queries.js';

/** Settles an exception that is open, reopens one that is settled. */
export function SettleButton({ exception, label }: { exception: PartsException; label: string }) {
  const { partsExceptions: texts } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const reopen = useReopen(exception);
  if (isSettled(exception))
    return (
      <>
        <button
          aria-label={`${texts.reopen}: ${label}`}
          disabled={reopen.isPending}
          onClick={() => reopen.mutate(undefined)}
        >
          {texts.reopen}
        </button>
        {reopen.error && <ProblemNote problem={reopen.error} />}
      </>
    );
  return (
    <>
      <button aria-label={`${texts.settle}: ${label}`} onClick={() => setOpen(true)}>
        {texts.settle}
      </button>
      {isOpen && <SettleDialog exception={exception} onClose={() => setOpen(false)} />}
    </>
  );
}

const isSettled = ({ settlement }: PartsException) => settlement != null && settlement.returnedBecause == null;

function SettleDialog({ exception, onClose }: { exception: PartsException; onClose: () => void }) {
  const { partsExceptions: texts, common, itemLocations } = useTexts();
  const settle = useSettle(exception);
  return (
    <Dialog title={texts.settle} onClose={onClose}>
      <SendForm
        send={settle}
        submit={texts.settle}
        onDone={onClose}
        wish={({ text }) => {
          const { endsAt } = endOf(text('until'));
          return { reason: text('reason') ?? '', ...(endsAt !== undefined && { until: endsAt }) };
        }}
      >
        <Field label={common.reason} name="reason" problem={settle.error}>
          <input name="reason" required minLength={3} maxLength={500} />
        </Field>
        <Field label={itemLocations.until} name="until" problem={settle.error} hint={texts.settleHint}>
          <input type="date" name="until" />
        </Field>
      </SendForm>
    </Dialog>
  );
}

/** Who has settled it, why and until when; or why it is open again. */
export function SettlementNote({ exception: { settlement } }: { exception: PartsException }) {
  const { partsExceptions: texts } = useTexts();
  const format = useFormat();
  if (!settlement) return null;
  const { author, reason, until, returnedBecause } = settlement;
  const said = until == null ? texts.settledBy(author, reason) : texts.settledUntil(author, format.day(until), reason);
  return <small>{returnedBecause == null ? said : `${texts.returned[returnedBecause]} ${said}`}</small>;
}
