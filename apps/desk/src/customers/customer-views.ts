import { Place } from '#common/events/values.js';
import type { Contact } from './contact.entity.js';
import type { AddressView, ContactBody, CustomerSummary, CustomerView } from './customer.dto.js';
import type { Customer } from './customer.entity.js';
import type { ServiceAddress } from './service-address.entity.js';

/** The place of an address without its street: what events may carry. */
export function placeOf({ lon, lat, timeZone, country, subdivision, locality }: Place): Place {
  return { lon, lat, timeZone, country, subdivision, locality };
}

export const customerSummary = ({ externalId, createdAt, ...rest }: Customer): CustomerSummary => ({
  ...rest,
  ...(externalId && { externalId }),
  createdAt: createdAt.toISOString(),
});

export const contactView = ({ name, phone, email }: Contact): ContactBody => ({
  name,
  ...(phone && { phone }),
  ...(email && { email }),
});

export const addressView = (address: ServiceAddress): AddressView => ({
  id: address.id,
  ...(address.street && { street: address.street }),
  ...(address.postalCode && { postalCode: address.postalCode }),
  place: placeOf(address),
});

export const customerView = (customer: Customer, contacts: Contact[], addresses: ServiceAddress[]): CustomerView => ({
  ...customerSummary(customer),
  contacts: contacts.map(contactView),
  addresses: addresses.map(addressView),
});
