import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import { notFound, Problem } from '#common/http/problems.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { takesOrders } from '../core/sites/site-states.js';
import { MatchingService } from '../matching/matching.service.js';
import { NetworkService } from '../network/network.service.js';
import { OrderWriter } from '../orders/order-writer.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import { OfferingService, type Proposal } from './offering.service.js';
import { OfferWithdrawals } from './offer-withdrawals.service.js';

/** The dispatcher chooses whom to ask, one site or several at once. */
@Injectable()
export class ManualOffers {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly writer: OrderWriter,
    private readonly network: NetworkService,
    private readonly matching: MatchingService,
    private readonly offering: OfferingService,
    private readonly withdrawals: OfferWithdrawals,
  ) {}

  /** Offers an order to these sites instead of those that have it on offer now. Only the site's status is absolute: the rest the site knows best. */
  async offerTo(id: string, siteIds: readonly string[], seen: number | undefined): Promise<RepairOrder> {
    return this.transactions.run(async (manager) => {
      const work = await this.writer.lock(manager, id);
      const { order } = work;
      if (order.status !== 'ready' && order.status !== 'offered')
        throw new Problem(
          'illegal-transition',
          `repair order ${order.number} is ${order.status} and cannot be offered`,
        );
      requireVersion(order.version, seen);
      const proposals = await this.proposals(order, siteIds);
      if (order.status === 'offered') {
        await this.withdrawals.withdrawLive(id, 'the dispatcher asks other sites');
        work.move(
          'ready',
          { for: 'dispatcher', until: this.clock.now() },
          this.clock.now(),
          'the dispatcher asks other sites',
        );
      }
      await this.timers.cancel('match', id);
      if (!(await this.offering.propose(work, await this.network.current(manager), proposals)))
        throw new Problem('conflict', 'the hours of these sites were promised to others at this moment: try again');
      await this.writer.save(manager, work);
      return order;
    });
  }

  private async proposals(order: RepairOrder, siteIds: readonly string[]): Promise<Proposal[]> {
    const network = await this.network.current(this.transactions.manager);
    const { candidates } = await this.matching.rank(order, network);
    return [...new Set(siteIds)].map((siteId) => {
      const site = network.site(siteId);
      if (!site) throw notFound('site', siteId);
      if (site.kind === 'own')
        throw new Problem('rule-broken', `${site.name} is an own site: assign one of its technicians instead`);
      if (!takesOrders(site.status))
        throw new Problem('rule-broken', `${site.name} is ${site.status} and takes no orders`);
      const index = candidates.findIndex((candidate) => candidate.siteId === siteId);
      const candidate = candidates[index];
      return { siteId, rank: index < 0 ? candidates.length + 1 : index + 1, ...(candidate && { candidate }) };
    });
  }
}
