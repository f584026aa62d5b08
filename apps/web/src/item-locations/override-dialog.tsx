import { useState } from 'react';
import type { Problem } from '../api/problem.js';
import { PolicyBody } from '../planner/policy-of.js';
import { endOf, UntilField } from '../planner/until.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { SendForm } from '../ui/send-form.js';
import { type Forecast, type Item, type PlanningOverride, useOverride } from './queries.js';

type Kind = PlanningOverride['kind'];
const kinds = ['forecast', 'class', 'target', 'policy'] as const;
type GivenClass = NonNullable<PlanningOverride['demandClass']>;
const classes = ['smooth', 'erratic', 'intermittent', 'lumpy'] as const satisfies readonly GivenClass[];

interface OverrideDialogProps {
  item: Item;
  forecast: Forecast | undefined;
  title: string;
  onClose: () => void;
}

/** What a planner knows better than the history: one of four things, with why and until when. */
export function OverrideDialog({ item, forecast, title, onClose }: OverrideDialogProps) {
  const { itemLocations: texts } = useTexts();
  const [kind, setKind] = useState<(typeof kinds)[number]>('forecast');
  return (
    <Dialog title={title} onClose={onClose}>
      <Field label={texts.kind}>
        <select value={kind} onChange={({ target }) => setKind(target.value as (typeof kinds)[number])}>
          <Options of={kinds.map((name) => [name, texts.kinds[name]] as const)} />
        </select>
      </Field>
      {kind === 'policy' ? (
        <PolicyBody {...item} onDone={onClose} />
      ) : (
        <OverrideForm key={kind} {...{ item, kind, forecast }} onDone={onClose} />
      )}
    </Dialog>
  );
}

interface OverrideFormProps {
  item: Item;
  kind: Kind;
  forecast: Forecast | undefined;
  onDone: () => void;
}

function OverrideForm({ item: { partId, locationId }, kind, forecast, onDone }: OverrideFormProps) {
  const texts = useTexts();
  const send = useOverride();
  return (
    <SendForm
      send={send}
      submit={texts.planner.override}
      onDone={onDone}
      wish={({ text, number }) => ({
        ...{ partId, locationId, kind },
        ...(kind === 'forecast' && { meanPerDay: number('meanPerDay') }),
        ...(kind === 'class' && { demandClass: classes.find((name) => name === text('demandClass')) }),
        ...(kind === 'target' && { targetShare: share(number('targetPercent')) }),
        reason: text('reason') ?? '',
        ...endOf(text('until')),
      })}
    >
      <ValueField kind={kind} forecast={forecast} problem={send.error} />
      <Field label={texts.common.reason} name="reason" problem={send.error}>
        <input name="reason" required minLength={3} maxLength={500} />
      </Field>
      <UntilField problem={send.error} />
      <p className="muted">{texts.itemLocations.replan}</p>
    </SendForm>
  );
}

/** 97.5 % as 0.975, without what binary fractions add. */
const share = (percent: number | undefined) => percent && Number((percent / 100).toPrecision(6));

function ValueField({
  kind,
  forecast,
  problem,
}: Omit<OverrideFormProps, 'item' | 'onDone'> & { problem: Problem | null }) {
  const { itemLocations: texts } = useTexts();
  const format = useFormat();
  switch (kind) {
    case 'forecast':
      return (
        <Field
          label={texts.meanPerDay}
          name="meanPerDay"
          problem={problem}
          {...(forecast && { hint: texts.meanHint(format.precise(forecast.meanPerDay)) })}
        >
          <input type="number" name="meanPerDay" min={0} step="any" required />
        </Field>
      );
    case 'class':
      return (
        <Field label={texts.kinds.class} name="demandClass" problem={problem}>
          <select name="demandClass">
            <Options of={classes.map((name) => [name, texts.demandClass[name]] as const)} />
          </select>
        </Field>
      );
    case 'target':
      return (
        <Field label={texts.targetShare} name="targetShare" problem={problem}>
          <input
            type="number"
            name="targetPercent"
            min={0}
            max={99.99}
            step="any"
            required
            defaultValue={forecast && Math.round(forecast.targetShare * 1e4) / 100}
          />
        </Field>
      );
  }
}
