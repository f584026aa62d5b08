import { useDeferredValue, useState } from 'react';
import type { Schemas } from '../api/client.js';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { Loading, ProblemPanel } from '../ui/states.js';
import { Assets } from './assets.js';
import { useCustomers, useGlance, useReport } from './queries.js';

interface IntakeDialogProps {
  /** Who reports, where that is known already. */
  customerId?: string | undefined;
  onClose: () => void;
  onReported: (requestId: string) => void;
}

/** A report on the telephone: find the customer, choose the asset, write down the fault, send somebody. */
export function IntakeDialog({ customerId: known, onClose, onReported }: IntakeDialogProps) {
  const texts = useTexts();
  const report = useReport();
  const [customerId, setCustomerId] = useState(known);
  const { data: glance, error, refetch } = useGlance(customerId);
  return (
    <Dialog title={texts.requests.report} onClose={onClose}>
      {!customerId && <CustomerSearch onChosen={setCustomerId} />}
      {customerId && !glance && (error ? <ProblemPanel problem={error} retry={() => void refetch()} /> : <Loading />)}
      {glance && (
        <SendForm
          send={report}
          submit={texts.requests.submit}
          onDone={({ id }) => onReported(id)}
          wish={({ text, flag }) => ({
            channel: 'phone' as const,
            customerId: glance.customer.id,
            assetId: text('assetId') ?? '',
            problem: text('problem') ?? '',
            priority: (text('priority') ?? 'normal') as Schemas['RequestView']['priority'],
            emergency: flag('emergency'),
            visit: flag('visit'),
          })}
        >
          <p>
            <strong>{glance.customer.name}</strong>{' '}
            <button type="button" onClick={() => setCustomerId(undefined)}>
              {texts.requests.otherCustomer}
            </button>
          </p>
          <Assets assets={glance.assets} />
          {glance.openRequests.length > 0 && (
            <p className="note warn">
              {texts.requests.stillOpen}{' '}
              {glance.openRequests.map(({ number, problem }) => `${number}: ${problem}`).join('; ')}
            </p>
          )}
          <Field label={texts.orders.problem} name="problem" problem={report.error}>
            <textarea name="problem" required rows={3} maxLength={4000} />
          </Field>
          <Field label={texts.requests.priority} name="priority" problem={report.error}>
            <select name="priority" defaultValue="normal">
              {Object.entries(texts.priority).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
          <label className="choice">
            <input type="checkbox" name="emergency" /> {texts.orders.emergency}
          </label>
          <label className="choice">
            <input type="checkbox" name="visit" defaultChecked /> {texts.requests.visitAtOnce}
          </label>
        </SendForm>
      )}
    </Dialog>
  );
}

function CustomerSearch({ onChosen }: { onChosen: (id: string) => void }) {
  const texts = useTexts();
  const [search, setSearch] = useState('');
  const { data: customers = [] } = useCustomers(useDeferredValue(search.trim()));
  return (
    <>
      <Field label={texts.requests.customer} hint={texts.requests.customerHint}>
        <input type="search" value={search} onChange={({ target }) => setSearch(target.value)} />
      </Field>
      <ul className="plain rows">
        {customers.map(({ id, name, grade }) => (
          <li key={id}>
            <button onClick={() => onChosen(id)}>
              {name} <Badge>{grade}</Badge>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
