import type { Schemas } from '../api/client.js';
import { useGlance, useReport } from '../requests/queries.js';
import { assetOf, strangerOf } from '../requests/subject.js';
import { Category, StillOpen, Stranger, Unit, usePlaces } from '../requests/subject-fields.js';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { Field } from '../ui/field.js';
import { type FormValues, SendForm } from '../ui/send-form.js';
import { Loading } from '../ui/states.js';
import type { Found } from './find-urgent.js';

type Report = Schemas['ReportRequest'];

interface ReportUrgentProps {
  of: Exclude<Found, { kind: 'order' }>;
  onBack: () => void;
  onReported: (requestId: string) => void;
}

/** The fault, and which asset it is; it goes out as an emergency with a visit at once. */
export function ReportUrgent({ of, onBack, onReported }: ReportUrgentProps) {
  const texts = useTexts();
  const { urgent } = texts.dispatch;
  const report = useReport();
  const places = usePlaces();
  const customerId = 'id' in of ? of.id : undefined;
  const { data: glance } = useGlance(customerId);
  if (customerId && !glance) return <Loading />;
  const name = 'name' in of ? of.name : (glance?.customer.name ?? '');
  const wish = (values: FormValues): Report => ({
    channel: 'phone',
    problem: values.text('problem') ?? '',
    priority: 'urgent',
    emergency: true,
    visit: true,
    ...(glance ? assetOf(glance, values, places) : strangerOf(name, values, places)),
  });
  return (
    <SendForm send={report} submit={urgent.send} onDone={({ id }) => onReported(id)} wish={wish}>
      <p className="badges">
        <strong>{name}</strong> <Badge tone="bad">{texts.orders.emergency}</Badge>{' '}
        <button type="button" onClick={onBack}>
          {texts.requests.otherCustomer}
        </button>
      </p>
      {glance && <StillOpen requests={glance.openRequests} />}
      <Field label={texts.orders.problem} hint={urgent.problemHint} name="problem" problem={report.error}>
        {/* the first thing to type: the asset is chosen already if there is one */}
        <input name="problem" required maxLength={4000} ref={focus} autoComplete="off" />
      </Field>
      {glance ? (
        <Unit glance={glance} places={places} problem={report.error} />
      ) : (
        <>
          <Category problem={report.error} />
          <Stranger places={places} problem={report.error} />
        </>
      )}
    </SendForm>
  );
}

const focus = (input: HTMLInputElement | null) => input?.focus();
