import { Injectable } from '@nestjs/common';
import { IANAZone } from 'luxon';
import type { EntityManager } from 'typeorm';
import { insertRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import { inField } from '#common/http/field-path.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { invalid, notFound } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { lockExternalId } from '../external-id.js';
import { Search } from '../search/search.service.js';
import { Contact } from './contact.entity.js';
import { customerSummary, customerView } from './customer-views.js';
import type {
  AddressBody,
  AddressView,
  ChangeCustomer,
  ContactBody,
  CustomerSummary,
  CustomerView,
  SaveCustomer,
  SearchQuery,
} from './customer.dto.js';
import { Customer } from './customer.entity.js';
import { ServiceAddress } from './service-address.entity.js';

export interface EnteredCustomer {
  customer: Customer;
  /** The one that was given. */
  address: ServiceAddress | null;
  isNew: boolean;
}

@Injectable()
export class Customers {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly search: Search,
  ) {}

  /** Enters a customer, or changes the one that has its `externalId`; so an integration may repeat itself. */
  save(given: SaveCustomer): Promise<CustomerView> {
    return this.transactions.run(async () => {
      const { customer } = await this.enter(given);
      return this.get(customer.id);
    });
  }

  /** The same for a report: also says at which address, and whether the customer is new. */
  enter(given: SaveCustomer): Promise<EnteredCustomer> {
    return this.transactions.run(async (manager) => {
      const known = given.externalId ? await findLocked(manager, given.externalId) : null;
      const customer = known ? await this.change(manager, known, given) : await this.insert(manager, given);
      const contacts = contactsOf(given);
      if (contacts && known) await forgetContacts(manager, customer.id);
      if (contacts || !known) await addContacts(manager, customer.id, contacts ?? [{ name: given.name }]);
      const { address: at } = given;
      const address = at ? await inField('address', () => this.addAddress(manager, customer.id, at, !known)) : null;
      return { customer, address, isNew: !known };
    });
  }

  patch(id: string, given: ChangeCustomer, seen: number | undefined): Promise<CustomerView> {
    return this.transactions.run(async (manager) => {
      const customer = await manager.findOne(Customer, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!customer) throw notFound('customer', id);
      requireVersion(customer.version, seen);
      await this.change(manager, customer, given);
      if (given.contacts) {
        await forgetContacts(manager, id);
        await addContacts(manager, id, given.contacts);
      }
      return this.get(id);
    });
  }

  get(id: string): Promise<CustomerView> {
    return this.transactions.run(async (manager) => {
      const customer = await manager.findOneBy(Customer, { id });
      if (!customer) throw notFound('customer', id);
      const contacts = await manager.find(Contact, { where: { customerId: id }, order: { position: 'ASC' } });
      const addresses = await manager.find(ServiceAddress, { where: { customerId: id }, order: { id: 'ASC' } });
      return customerView(customer, contacts, addresses);
    });
  }

  list(query: SearchQuery): Promise<Page<CustomerSummary>> {
    return this.transactions.run(async (manager) => {
      const [after] = decodeCursor(query.cursor, 1) ?? [];
      const limit = limitOf(query);
      const select = manager
        .createQueryBuilder(Customer, 'customer')
        .orderBy('customer.id', 'DESC')
        .limit(limit + 1);
      if (after !== undefined) select.andWhere('customer.id < :after', { after });
      if (query.search) select.andWhere('customer.id = ANY(:ids)', { ids: await this.search.customers(query.search) });
      const page = toPage(await select.getMany(), limit, ({ id }) => [id]);
      return { ...page, items: page.items.map(customerSummary) };
    });
  }

  addAddressTo(customerId: string, given: AddressBody): Promise<AddressView> {
    return this.transactions.run(async (manager) => {
      if (!(await manager.existsBy(Customer, { id: customerId }))) throw notFound('customer', customerId);
      const { id } = await this.addAddress(manager, customerId, given);
      return { ...given, id };
    });
  }

  /** The address with these coordinates and street, entered if the customer has none such. */
  async addAddress(
    manager: EntityManager,
    customerId: string,
    given: AddressBody,
    isNewCustomer = false,
  ): Promise<ServiceAddress> {
    const { street = null, postalCode = null, place } = given;
    if (!IANAZone.isValidZone(place.timeZone)) {
      throw invalid(
        'place.timeZone',
        `'${place.timeZone}' is not a time zone: give an IANA name such as Asia/Shanghai`,
      );
    }
    const { lon, lat, timeZone, country, subdivision, locality } = place;
    const row = { customerId, street, postalCode, lon, lat, timeZone, country, subdivision, locality };
    const held = isNewCustomer ? [] : await manager.findBy(ServiceAddress, { customerId });
    const known = held.find((one) => one.lon === lon && one.lat === lat && one.street === street);
    if (known) return known;
    const address = Object.assign(new ServiceAddress(), { id: uuidv7(), ...row });
    this.transactions.meanwhile(insertRow(manager, ServiceAddress, address));
    return address;
  }

  private async insert(manager: EntityManager, given: SaveCustomer): Promise<Customer> {
    const customer = Object.assign(new Customer(), {
      id: uuidv7(),
      externalId: given.externalId ?? null,
      name: given.name,
      language: given.language ?? 'zh-CN',
      grade: given.grade ?? 'standard',
      createdAt: this.clock.now(),
      version: 1,
    });
    this.transactions.meanwhile(insertRow(manager, Customer, customer));
    return customer;
  }

  private async change(manager: EntityManager, customer: Customer, given: ChangeCustomer): Promise<Customer> {
    const { id, version, name, language, grade } = customer;
    const changed = {
      name: given.name ?? name,
      language: given.language ?? language,
      grade: given.grade ?? grade,
      version: version + 1,
    };
    await manager.update(Customer, { id }, changed);
    return Object.assign(customer, changed);
  }
}

async function findLocked(manager: EntityManager, externalId: string): Promise<Customer | null> {
  await lockExternalId(manager, 'customer', externalId);
  return manager.findOne(Customer, { where: { externalId }, lock: { mode: 'pessimistic_write' } });
}

function contactsOf({ name, phone, email, contacts }: SaveCustomer): ContactBody[] | undefined {
  if (contacts) return contacts;
  return phone || email ? [{ name, ...(phone && { phone }), ...(email && { email }) }] : undefined;
}

async function forgetContacts(manager: EntityManager, customerId: string): Promise<void> {
  await manager.query(
    `WITH gone AS (DELETE FROM contact WHERE customer_id = $1 RETURNING id)
     DELETE FROM search_term WHERE source IN (SELECT id FROM gone)`,
    [customerId],
  );
}

async function addContacts(
  manager: EntityManager,
  customerId: string,
  contacts: readonly ContactBody[],
): Promise<void> {
  const rows = contacts.map(({ name, phone = null, email = null }, position) => {
    return { id: uuidv7(), customerId, position, name, phone, email };
  });
  await manager.insert(Contact, rows);
}
