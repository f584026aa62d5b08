import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '#common/database/transactions.js';
import { AssetLists } from '../assets/asset-lists.service.js';
import { openStatuses } from '../core/request-status.js';
import { Customers } from '../customers/customers.service.js';
import { ServiceRequest } from '../requests/service-request.entity.js';
import type { AssetGlance, CustomerGlance, RequestGlance } from './glance.dto.js';

const mostAssets = 50;
const mostRequests = 10;

/** Everything about a customer or an asset that an agent needs at once. */
@Injectable()
export class Glance {
  constructor(
    private readonly transactions: Transactions,
    private readonly customers: Customers,
    private readonly assets: AssetLists,
  ) {}

  ofCustomer(customerId: string): Promise<CustomerGlance> {
    return this.transactions.run(async () => {
      const customer = await this.customers.get(customerId);
      const assets = await this.assets.ofCustomer(customerId, mostAssets);
      const requests = await this.requests({ customerId });
      const owned = requests.openRequests.find(({ ownerId }) => ownerId);
      return {
        customer,
        assets,
        ...requests,
        ...(owned?.ownerId && { ownerId: owned.ownerId, ownerName: owned.ownerName ?? '' }),
      };
    });
  }

  ofAsset(assetId: string): Promise<AssetGlance> {
    return this.transactions.run(async () => ({
      asset: await this.assets.get(assetId),
      ...(await this.requests({ assetId })),
    }));
  }

  private requests(of: { customerId: string } | { assetId: string }) {
    return this.transactions.run(async (manager) => {
      const order = { openedAt: 'DESC', id: 'DESC' } as const;
      const open = await manager.find(ServiceRequest, {
        where: { ...of, status: In([...openStatuses]) },
        order,
        take: mostRequests,
      });
      const last = await manager.find(ServiceRequest, { where: of, order, take: mostRequests });
      return { openRequests: open.map(requestGlance), lastRequests: last.map(requestGlance) };
    });
  }
}

function requestGlance(request: ServiceRequest): RequestGlance {
  const { id, number, status, assetId, category, problem, breached } = request;
  const { ownerId, ownerName, repairOrderId, repairOrderStatus, promisedFrom, promisedTo } = request;
  return {
    id,
    number,
    status,
    assetId,
    category,
    problem,
    openedAt: request.openedAt.toISOString(),
    dueBy: request.dueBy.toISOString(),
    breached,
    ...(ownerId && { ownerId, ownerName: ownerName ?? '' }),
    ...(repairOrderId && { repairOrderId }),
    ...(repairOrderStatus && { repairOrderStatus }),
    ...(promisedFrom && { promisedFrom: promisedFrom.toISOString() }),
    ...(promisedTo && { promisedTo: promisedTo.toISOString() }),
  };
}
