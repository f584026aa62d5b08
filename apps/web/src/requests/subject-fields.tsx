import { useMemo } from 'react';
import type { Schemas } from '../api/client.js';
import { useSites } from '../api/lookups.js';
import type { Problem } from '../api/problem.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { Assets } from './assets.js';
import { useCategories } from './queries.js';

type Place = Schemas['Place'];

interface FieldsProps {
  problem: Problem | null;
}

interface KindProps extends FieldsProps {
  /** Hears of the kind of product that is chosen. */
  onCategory?: ((category: string) => void) | undefined;
}

interface AddressProps extends FieldsProps {
  places: readonly Place[];
  /** By which name the API knows the address. */
  name: 'customer.address' | 'asset.address';
}

interface UnitProps extends KindProps {
  glance: Schemas['CustomerGlance'];
  places: readonly Place[];
}

/** One of the customer's assets; its kind where none is known, and where it stands where no address is known either. */
export function Unit({ glance: { assets, customer }, places, problem, onCategory }: UnitProps) {
  const texts = useTexts();
  if (assets.length > 0) return <Assets assets={assets} onCategory={onCategory} />;
  return (
    <>
      <p className="muted">{texts.requests.noAssets}</p>
      <Category problem={problem} onCategory={onCategory} />
      {customer.addresses.length === 0 && <Address places={places} name="asset.address" problem={problem} />}
    </>
  );
}

/** What the customer has reported already and is not done. */
export function StillOpen({ requests }: { requests: Schemas['CustomerGlance']['openRequests'] }) {
  const texts = useTexts();
  if (requests.length === 0) return null;
  return (
    <p className="note warn">
      {texts.requests.stillOpen} {requests.map(({ number, problem }) => `${number}: ${problem}`).join('; ')}
    </p>
  );
}

/** Where sites are: nobody has an atlas of streets here, and a technician must know how far it is. */
export function usePlaces(): readonly Place[] {
  const { data: sites } = useSites();
  return useMemo(() => {
    const byName = new Map(sites?.map(({ place }) => [place.locality, place]));
    return [...byName.values()].toSorted((one, other) => one.locality.localeCompare(other.locality));
  }, [sites]);
}

/** The kind of an asset that nobody knows yet, as the field `category`. */
export function Category({ problem, onCategory }: KindProps) {
  const texts = useTexts();
  const pick = usePick();
  const { data: categories = [] } = useCategories();
  return (
    <Field label={texts.dispatch.urgent.category} name="asset.category" problem={problem}>
      <select name="category" required defaultValue="" onChange={({ target }) => onCategory?.(target.value)}>
        <Options
          none={texts.common.choose}
          of={categories.map(({ code, nameEn, nameZh }) => [code, pick({ en: nameEn, zh: nameZh })] as const)}
        />
      </select>
    </Field>
  );
}

/** Town and street, as the fields `place` and `street`. */
function Address({ places, name, problem }: AddressProps) {
  const texts = useTexts();
  const { urgent } = texts.dispatch;
  return (
    <>
      <Field label={urgent.town} hint={urgent.townHint} name={name} problem={problem}>
        <select name="place" required defaultValue="">
          <Options none={texts.common.choose} of={places.map(({ locality }) => [locality, locality] as const)} />
        </select>
      </Field>
      <Field label={urgent.street}>
        <input name="street" maxLength={200} />
      </Field>
    </>
  );
}

interface StrangerProps extends FieldsProps {
  places: readonly Place[];
  phone?: string | undefined;
}

/** Where somebody lives whom nobody knows yet, and the telephone, as the fields `place`, `street` and `phone`. */
export function Stranger({ places, phone, problem }: StrangerProps) {
  const texts = useTexts();
  return (
    <>
      <Address places={places} name="customer.address" problem={problem} />
      <Field label={texts.dispatch.urgent.phone} name="customer.phone" problem={problem}>
        <input name="phone" type="tel" maxLength={40} defaultValue={phone} />
      </Field>
    </>
  );
}
