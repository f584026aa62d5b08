import { lazy, Suspense, useState } from 'react';
import type { Schemas } from '../api/client.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { type FormValues, SendForm } from '../ui/send-form.js';
import { type Reported, useReport } from './queries.js';
import { assetOf, strangerOf, toldBySearch } from './subject.js';
import { Category, StillOpen, Stranger, Unit, usePlaces } from './subject-fields.js';

const Suggestion = lazy(() => import('./suggestion.js'));

interface IntakeFormProps {
  /** The customer who reports; undefined for one whom nobody knows yet. */
  glance?: Schemas['CustomerGlance'] | undefined;
  /** What was searched for where no customer is known. */
  search: string;
  onOther: () => void;
  onDone: (reported: Reported) => void;
}

/** Which unit it is, the fault, and how soon somebody must look at it. */
export function IntakeForm({ glance, search, onOther, onDone }: IntakeFormProps) {
  const texts = useTexts();
  const report = useReport();
  const places = usePlaces();
  const [category, setCategory] = useState(glance?.assets[0]?.category ?? '');
  const [problem, setProblem] = useState('');
  const wish = (values: FormValues) => ({
    channel: 'phone' as const,
    ...(glance ? assetOf(glance, values, places) : strangerOf(values.text('name') ?? '', values, places)),
    problem: values.text('problem') ?? '',
    priority: (values.text('priority') ?? 'normal') as Schemas['RequestView']['priority'],
    emergency: values.flag('emergency'),
    visit: values.flag('visit'),
  });
  return (
    <SendForm send={report} submit={texts.requests.submit} onDone={onDone} wish={wish}>
      <p>
        <strong>{glance?.customer.name ?? texts.requests.newCustomer}</strong>{' '}
        <button type="button" onClick={onOther}>
          {texts.requests.otherCustomer}
        </button>
      </p>
      {glance ? (
        <>
          <Unit glance={glance} places={places} problem={report.error} onCategory={setCategory} />
          <StillOpen requests={glance.openRequests} />
        </>
      ) : (
        <NewCustomer search={search} places={places} problem={report.error} onCategory={setCategory} />
      )}
      <Field label={texts.orders.problem} name="problem" problem={report.error}>
        <textarea
          name="problem"
          required
          rows={3}
          maxLength={4000}
          onChange={({ target }) => setProblem(target.value)}
        />
      </Field>
      <Suspense>
        <Suggestion category={category} problem={problem} />
      </Suspense>
      <Field label={texts.requests.priority} name="priority" problem={report.error}>
        <select name="priority" defaultValue="normal">
          <Options of={Object.entries(texts.priority)} />
        </select>
      </Field>
      <label className="choice">
        <input type="checkbox" name="emergency" /> {texts.orders.emergency}
      </label>
      <label className="choice">
        <input type="checkbox" name="visit" defaultChecked /> {texts.requests.visitAtOnce}
      </label>
    </SendForm>
  );
}

interface NewCustomerProps {
  search: string;
  places: readonly Schemas['Place'][];
  problem: ReturnType<typeof useReport>['error'];
  onCategory: (category: string) => void;
}

function NewCustomer({ search, places, problem, onCategory }: NewCustomerProps) {
  const texts = useTexts();
  const told = toldBySearch(search);
  return (
    <>
      <Field label={texts.requests.customerName} name="customer.name" problem={problem}>
        <input name="name" required maxLength={120} autoComplete="off" defaultValue={told.name} />
      </Field>
      <Stranger places={places} phone={told.phone} problem={problem} />
      <Category problem={problem} onCategory={onCategory} />
    </>
  );
}
