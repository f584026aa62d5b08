import type { Schemas } from '../api/client.js';
import type { FormValues } from '../ui/send-form.js';

type Report = Schemas['ReportRequest'];
type Place = Schemas['Place'];
type Subject = Pick<Report, 'customerId' | 'customer' | 'assetId' | 'asset'>;
type Texts = Pick<FormValues, 'text'>;

/** What of a customer decides which fields tell the unit. */
export interface KnownCustomer {
  customer: { id: string; addresses: readonly { id: string }[] };
  assets: readonly unknown[];
}

/** One of the customer's assets, or one of a kind where none is known yet: at the customer's first address, or where the fields say. */
export function assetOf({ customer, assets }: KnownCustomer, values: Texts, places: readonly Place[]): Subject {
  const customerId = customer.id;
  if (assets.length > 0) return { customerId, assetId: values.text('assetId') ?? '' };
  const [known] = customer.addresses;
  const address = addressOf(values, places);
  const where = known ? { addressId: known.id } : address && { address };
  return { customerId, asset: { category: values.text('category') ?? '', ...where } };
}

/** Somebody whom nobody knows yet, with an asset of a kind at the same address. */
export function strangerOf(name: string, values: Texts, places: readonly Place[]): Subject {
  const address = addressOf(values, places);
  const phone = values.text('phone');
  return {
    customer: { name, ...(phone && { phone }), ...(address && { address }) },
    asset: { category: values.text('category') ?? '', ...(address && { address }) },
  };
}

function addressOf({ text }: Texts, places: readonly Place[]): Schemas['AddressBody'] | undefined {
  const place = places.find(({ locality }) => locality === text('place'));
  const street = text('street');
  return place && { place, ...(street && { street }) };
}

const looksLikePhone = /^[+(\d][\d\s()/.-]{4,}$/;

/** What a search that found nobody says of who calls: a telephone number, or else a name. */
export const toldBySearch = (search: string): { name?: string; phone?: string } =>
  looksLikePhone.test(search) ? { phone: search } : { name: search };
