import { useState } from 'react';
import { useLocationName } from '../planner/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { SendForm } from '../ui/send-form.js';
import { type DoubtedUse, useSettleUse } from './queries.js';
import { UseConflictNote } from './use-conflict-note.js';
import { usePartLabel } from './use-part-label.js';

const choices = ['reported', 'other', 'none'] as const;
type Choice = (typeof choices)[number];

/** What of a doubted use counts: as told, another number or nothing, with why. It is sent on the version that was seen: if somebody else was first, the dialog says what they did. */
export function SettleDialog({ use, onClose }: { use: DoubtedUse; onClose: () => void }) {
  const { demand, common } = useTexts();
  const texts = demand.doubts;
  const format = useFormat();
  const { label, isUnknown } = usePartLabel()(use.partId);
  const place = useLocationName()(use.demandLocationId);
  const [version, setVersion] = useState(use.version);
  const [choice, setChoice] = useState<Choice>();
  const settle = useSettleUse(use.id);
  const isSecond = settle.error?.slug === 'stale-version' || settle.error?.slug === 'illegal-transition';
  const reported = format.number(use.reportedPieces);
  return (
    <Dialog title={texts.title(label)} onClose={onClose}>
      <p>{texts.told(reported, format.number(use.countedPieces))}</p>
      <p className="muted">{isUnknown ? texts.unknownHint : texts.place(place, format.date(use.demandDay, 'UTC'))}</p>
      <SendForm
        send={settle}
        submit={texts.settle}
        onDone={onClose}
        wish={({ text, number }) =>
          choice && { version, pieces: piecesOf(choice, use, number('pieces')), reason: text('reason') ?? '' }
        }
      >
        <Field label={texts.what} name={choice === 'other' ? undefined : 'pieces'} problem={settle.error}>
          <select
            required
            value={choice ?? ''}
            onChange={({ target }) => setChoice(choices.find((one) => one === target.value))}
          >
            <Options
              none={common.choose}
              of={[
                ['reported', texts.choices.reported(reported)],
                ['other', texts.choices.other],
                ['none', texts.choices.none],
              ]}
            />
          </select>
        </Field>
        {choice === 'other' && (
          <Field label={texts.pieces} name="pieces" problem={settle.error}>
            <input type="number" name="pieces" min={0} required />
          </Field>
        )}
        <Field label={common.reason} name="reason" problem={settle.error}>
          <input name="reason" required minLength={3} maxLength={500} />
        </Field>
        {isSecond && <UseConflictNote use={use} onSeen={setVersion} />}
      </SendForm>
    </Dialog>
  );
}

function piecesOf(choice: Choice, { reportedPieces }: DoubtedUse, other = 0): number {
  if (choice === 'other') return other;
  return choice === 'reported' ? reportedPieces : 0;
}
