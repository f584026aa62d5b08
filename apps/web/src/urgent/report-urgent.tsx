import { useMemo } from 'react';
import type { Schemas } from '../api/client.js';
import { useSites } from '../api/lookups.js';
import { Assets } from '../requests/assets.js';
import { useGlance, useReport } from '../requests/queries.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { Field } from '../ui/field.js';
import { type FormValues, SendForm } from '../ui/send-form.js';
import { Loading } from '../ui/states.js';
import type { Found } from './find-urgent.js';
import { useCategories } from './queries.js';

type Report = Schemas['ReportRequest'];
type Glance = Schemas['CustomerGlance'];
type Place = Schemas['Place'];

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
    ...(glance ? assetOf(glance, values) : strangerOf(name, values, places)),
  });
  return (
    <SendForm send={report} submit={urgent.send} onDone={({ id }) => onReported(id)} wish={wish}>
      <p className="badges">
        <strong>{name}</strong> <Badge tone="bad">{texts.orders.emergency}</Badge>{' '}
        <button type="button" onClick={onBack}>
          {texts.requests.otherCustomer}
        </button>
      </p>
      {glance && glance.openRequests.length > 0 && (
        <p className="note warn">
          {texts.requests.stillOpen}{' '}
          {glance.openRequests.map(({ number, problem }) => `${number}: ${problem}`).join('; ')}
        </p>
      )}
      <Field label={texts.orders.problem} hint={urgent.problemHint} name="problem" problem={report.error}>
        {/* the first thing to type: the asset is chosen already if there is one */}
        <input name="problem" required maxLength={4000} ref={focus} autoComplete="off" />
      </Field>
      {glance && glance.assets.length > 0 ? <Assets assets={glance.assets} /> : <Category problem={report.error} />}
      {!glance && <Stranger places={places} problem={report.error} />}
    </SendForm>
  );
}

const focus = (input: HTMLInputElement | null) => input?.focus();

/** Where sites are: nobody has an atlas of streets here, and a technician must know how far it is. */
function usePlaces(): readonly Place[] {
  const { data: sites } = useSites();
  return useMemo(() => {
    const byName = new Map(sites?.map(({ place }) => [place.locality, place]));
    return [...byName.values()].toSorted((one, other) => one.locality.localeCompare(other.locality));
  }, [sites]);
}

/** One of the customer's assets, or one of a kind where none is known yet. */
function assetOf({ customer, assets }: Glance, { text }: FormValues): Partial<Report> {
  const [address] = customer.addresses;
  return assets.length > 0
    ? { customerId: customer.id, assetId: text('assetId') ?? '' }
    : {
        customerId: customer.id,
        asset: { category: text('category') ?? '', ...(address && { addressId: address.id }) },
      };
}

function strangerOf(name: string, { text }: FormValues, places: readonly Place[]): Partial<Report> {
  const place = places.find(({ locality }) => locality === text('place'));
  const address = place && { place, ...(text('street') && { street: text('street') }) };
  return {
    customer: { name, ...(text('phone') && { phone: text('phone') }), ...(address && { address }) },
    asset: { category: text('category') ?? '', ...(address && { address }) },
  };
}

interface PartProps {
  problem: ReturnType<typeof useReport>['error'];
}

function Category({ problem }: PartProps) {
  const texts = useTexts();
  const pick = usePick();
  const { data: categories = [] } = useCategories();
  return (
    <Field label={texts.dispatch.urgent.category} name="asset.category" problem={problem}>
      <select name="category" required defaultValue="">
        <option value="">{texts.common.choose}</option>
        {categories.map(({ code, nameEn, nameZh }) => (
          <option key={code} value={code}>
            {pick({ en: nameEn, zh: nameZh })}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Stranger({ places, problem }: PartProps & { places: readonly Place[] }) {
  const texts = useTexts();
  const { urgent } = texts.dispatch;
  return (
    <>
      <Field label={urgent.town} hint={urgent.townHint} name="customer.address" problem={problem}>
        <select name="place" required defaultValue="">
          <option value="">{texts.common.choose}</option>
          {places.map(({ locality }) => (
            <option key={locality}>{locality}</option>
          ))}
        </select>
      </Field>
      <Field label={urgent.street}>
        <input name="street" maxLength={200} />
      </Field>
      <Field label={urgent.phone} name="customer.phone" problem={problem}>
        <input name="phone" type="tel" maxLength={40} />
      </Field>
    </>
  );
}
