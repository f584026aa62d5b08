import { type FormEvent, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { ProblemNote } from '../ui/states.js';
import { ConflictDialog } from './conflict-dialog.js';
import { draftOf, rulesOf, urgencies } from './draft.js';
import { PriceFields } from './price-fields.js';
import { type OfferRules, useChangeOfferRules } from './queries.js';

/**
 * The rules as a form. It is sent on the version with which it was filled; what somebody else has saved meanwhile does not change what is typed, and is
 * shown before anything is overwritten.
 */
export function OfferRulesForm({ rules }: { rules: OfferRules }) {
  const { offerRules: texts, common } = useTexts();
  const [filled, setFilled] = useState(() => ({ version: rules.version, draft: draftOf(rules) }));
  const [saved, setSaved] = useState(false);
  const send = useChangeOfferRules();
  const { draft, version } = filled;
  const change = (part: Partial<typeof draft>) => {
    setSaved(false);
    setFilled((before) => ({ ...before, draft: { ...before.draft, ...part } }));
  };
  const fill = (from: OfferRules) => {
    send.reset();
    setFilled({ version: from.version, draft: draftOf(from) });
  };
  const save = (on: number) =>
    send.mutate(
      { version: on, ...rulesOf(draft) },
      {
        onSuccess: (now) => {
          setSaved(true);
          setFilled({ version: now.version, draft: draftOf(now) });
        },
      },
    );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!send.isPending) save(version);
  };
  const isConflict = send.error?.slug === 'stale-version';
  const number = (name: string, label: string, value: string, set: (value: string) => void, hint?: string) => (
    <Field key={name} label={label} name={name} problem={send.error} hint={hint}>
      <input type="number" step={1} inputMode="numeric" value={value} onChange={({ target }) => set(target.value)} />
    </Field>
  );
  return (
    <form noValidate className="panel offer-rules" onSubmit={onSubmit}>
      <section>
        <h2>{texts.askedAtOnce}</h2>
        <p className="muted">{texts.askedAtOnceHint}</p>
        <div className="columns">
          {urgencies.map((one) =>
            number(`askedAtOnce.${one}`, texts.urgency[one], draft.askedAtOnce[one], (value) =>
              change({ askedAtOnce: { ...draft.askedAtOnce, [one]: value } }),
            ),
          )}
        </div>
      </section>
      <section>
        <h2>{texts.counter}</h2>
        <p className="muted">{texts.counterHint}</p>
        <div className="columns">
          {number(
            'counter.laterMinutes',
            texts.laterMinutes,
            draft.laterMinutes,
            (laterMinutes) => change({ laterMinutes }),
            texts.laterMinutesHint,
          )}
          {number(
            'counter.pastDueMinutes',
            texts.pastDueMinutes,
            draft.pastDueMinutes,
            (pastDueMinutes) => change({ pastDueMinutes }),
            texts.pastDueMinutesHint,
          )}
        </div>
        <PriceFields prices={draft.prices} problem={send.error} onChange={(prices) => change({ prices })} />
      </section>
      {send.error && !isConflict && <ProblemNote problem={send.error} />}
      {saved && (
        <p role="status" className="note good">
          {texts.saved}
        </p>
      )}
      {rules.version !== version && !isConflict && (
        <p role="status" className="note warn">
          {texts.changedMeanwhile}
        </p>
      )}
      <div className="actions">
        <button className="primary" disabled={send.isPending}>
          {send.isPending ? common.working : texts.save}
        </button>
      </div>
      {isConflict && (
        <ConflictDialog mine={draft} onOverwrite={save} onTakeTheirs={fill} onClose={() => send.reset()} />
      )}
    </form>
  );
}
