import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { ManualOffers } from '../offers/manual-offers.service.js';
import { AssignmentService } from './assignment.service.js';
import type { Assignment, OfferToSites, OrderReason, OrderView } from './order.dto.js';
import { viewFor } from './order-lists.service.js';
import { OrdersService } from './orders.service.js';
import type { RepairOrder } from './repair-order.entity.js';
import { Unassignments } from './unassignments.service.js';

type Seen = number | undefined;

/** The use cases of repair orders as the API knows them: bodies in, views out, in one transaction. */
@Injectable()
export class OrderSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly orders: OrdersService,
    private readonly assignments: AssignmentService,
    private readonly offers: ManualOffers,
    private readonly unassignments: Unassignments,
  ) {}

  assign(id: string, { start, ...rest }: Assignment, seen: Seen, caller: Actor): Promise<OrderView> {
    const wish = { ...rest, ...(start && { start: new Date(start) }) };
    return this.view(caller, () => this.assignments.assign(id, wish, seen, caller));
  }

  cancel(id: string, { reason }: OrderReason, seen: Seen, caller: Actor): Promise<OrderView> {
    return this.view(caller, () => this.orders.cancel(id, reason, seen));
  }

  match(id: string, seen: Seen, caller: Actor): Promise<OrderView> {
    return this.view(caller, () => this.orders.matchNow(id, seen));
  }

  unassign(id: string, { reason }: OrderReason, seen: Seen, caller: Actor): Promise<OrderView> {
    return this.view(caller, () => this.unassignments.unassign(id, reason, seen));
  }

  offerTo(id: string, { siteIds }: OfferToSites, seen: Seen, caller: Actor): Promise<OrderView> {
    return this.view(caller, () => this.offers.offerTo(id, siteIds, seen));
  }

  private view(caller: Actor, change: () => Promise<RepairOrder>): Promise<OrderView> {
    return this.transactions.run(async () => viewFor(await change(), caller));
  }
}
