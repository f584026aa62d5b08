import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { placeOf } from '../customers/customer-views.js';
import { Contact } from '../customers/contact.entity.js';
import { Customer } from '../customers/customer.entity.js';
import { ServiceAddress } from '../customers/service-address.entity.js';
import { Search } from '../search/search.service.js';
import { PossibleDuplicates } from './possible-duplicates.service.js';
import { requestView } from './request-views.js';
import type { ContactOfRequest, RequestQuery, RequestView } from './request.dto.js';
import { ServiceRequest } from './service-request.entity.js';

type Select = SelectQueryBuilder<ServiceRequest>;

/** Reads requests; a site reads those that it has accepted, a technician of it those to which he comes. */
@Injectable()
export class RequestLists {
  constructor(
    private readonly transactions: Transactions,
    private readonly search: Search,
    private readonly possible: PossibleDuplicates,
  ) {}

  async get(id: string, caller: Actor): Promise<RequestView> {
    const request = await this.visible(id, caller);
    return { ...requestView(request), ...(await this.possible.of(request, caller)) };
  }

  /** Whom to reach and where: for a site only from acceptance on. */
  async contact(id: string, caller: Actor): Promise<ContactOfRequest> {
    const { customerId, addressId } = await this.visible(id, caller);
    return this.transactions.run(async (manager) => {
      const customer = await manager.findOneByOrFail(Customer, { id: customerId });
      const contact = await manager.findOne(Contact, { where: { customerId }, order: { position: 'ASC' } });
      const address = await manager.findOneByOrFail(ServiceAddress, { id: addressId });
      const { phone, email } = contact ?? {};
      return {
        requestId: id,
        customerName: customer.name,
        contactName: contact?.name ?? customer.name,
        ...(phone && { phone }),
        ...(email && { email }),
        ...(address.street && { street: address.street }),
        ...(address.postalCode && { postalCode: address.postalCode }),
        place: placeOf(address),
      };
    });
  }

  /** Newest first; those at risk or in breach by the time they are due. */
  list(query: RequestQuery, caller: Actor): Promise<Page<RequestView>> {
    const limit = limitOf(query);
    const urgent = query.breached === 'true' || query.atRisk === 'true';
    return this.transactions.run(async (manager) => {
      const select = scoped(manager.createQueryBuilder(ServiceRequest, 'request'), caller).limit(limit + 1);
      filter(select, query);
      if (query.search) await this.searched(select, query.search);
      inOrder(select, query.cursor, urgent);
      const page = toPage(await select.getMany(), limit, ({ openedAt, dueBy, id }) => [
        (urgent ? dueBy : openedAt).toISOString(),
        id,
      ]);
      return { ...page, items: page.items.map(requestView) };
    });
  }

  /** The request if the caller may see it, else 404. */
  visible(id: string, caller: Actor): Promise<ServiceRequest> {
    return this.transactions.run(async (manager) => {
      const select = scoped(manager.createQueryBuilder(ServiceRequest, 'request'), caller);
      const request = await select.andWhere('request.id = :id', { id }).getOne();
      if (!request) throw notFound('request', id);
      return request;
    });
  }

  private async searched(select: Select, words: string): Promise<void> {
    const { ids, assetIds, customerIds } = await this.search.requests(words);
    select.andWhere(
      '(request.id = ANY(:ids) OR request.asset_id = ANY(:assetIds) OR request.customer_id = ANY(:customerIds))',
      { ids, assetIds, customerIds },
    );
  }
}

/** A user with the role but without a technician behind it sees nothing. */
const nobody = '00000000-0000-0000-0000-000000000000';

function scoped(select: Select, { siteId, roles, technicianId = nobody }: Actor): Select {
  if (siteId) select.andWhere('request.site_id = :siteId', { siteId });
  const own = 'coalesce(request.visit_technician_id, request.technician_id) = :technicianId';
  if (roles.every((role) => role === 'technician')) select.andWhere(own, { technicianId });
  return select;
}

function filter(select: Select, query: RequestQuery): void {
  const { status, customerId, assetId, ownerId, breached, atRisk } = query;
  if (status) select.andWhere('request.status = :status', { status });
  if (customerId) select.andWhere('request.customer_id = :customerId', { customerId });
  if (assetId) select.andWhere('request.asset_id = :assetId', { assetId });
  if (ownerId) select.andWhere('request.owner_id = :ownerId', { ownerId });
  if (breached) select.andWhere(breached === 'true' ? 'request.breached' : 'NOT request.breached');
  if (atRisk) select.andWhere(atRisk === 'true' ? 'request.at_risk' : 'NOT request.at_risk');
  if (breached === 'true' || atRisk === 'true') select.andWhere(`request.status NOT IN ('closed', 'cancelled')`);
}

function inOrder(select: Select, cursor: string | undefined, urgent: boolean): void {
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  const [column, direction, sign] = urgent ? (['due_by', 'ASC', '>'] as const) : (['opened_at', 'DESC', '<'] as const);
  if (at !== undefined) select.andWhere(`(request.${column}, request.id) ${sign} (:at, :id)`, { at, id });
  select.orderBy(`request.${column}`, direction).addOrderBy('request.id', direction);
}
