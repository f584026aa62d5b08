import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { SendForm } from '../ui/send-form.js';
import { BulkOutcome } from './bulk-outcome.js';
import { type Proposal, useApproveByRule } from './queries.js';
import { minorUnits } from './totals.js';

/** Approves all open proposals up to a value, and says what that came to. */
export function RuleDialog({ currencies, onClose }: { currencies: readonly string[]; onClose: () => void }) {
  const texts = useTexts();
  const approve = useApproveByRule();
  const [currency = 'CNY'] = currencies;
  return (
    <Dialog title={texts.approveByRule.title} onClose={onClose}>
      <SendForm
        send={approve}
        submit={texts.planner.approve}
        onDone={() => undefined}
        wish={({ text, number }) => {
          const chosen = text('currency') ?? currency;
          return {
            upToValueMinor: Math.round((number('upTo') ?? 0) * minorUnits(chosen)),
            currency: chosen,
            ...(text('kind') && { kind: text('kind') as Proposal['kind'] }),
          };
        }}
      >
        {currencies.length > 1 && (
          <Field label={texts.planner.columns.value} name="rule.currency" problem={approve.error}>
            <select name="currency">
              {currencies.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </Field>
        )}
        <Field
          label={texts.approveByRule.upTo(currencies.join(' / '))}
          name="rule.upToValueMinor"
          problem={approve.error}
        >
          <input type="number" name="upTo" min={0} step="0.01" required />
        </Field>
        <Field label={texts.approveByRule.kind} name="rule.kind" problem={approve.error}>
          <select name="kind">
            <Options none={texts.common.all} of={Object.entries(texts.proposalKind)} />
          </select>
        </Field>
      </SendForm>
      {approve.data && <BulkOutcome result={approve.data} />}
    </Dialog>
  );
}
