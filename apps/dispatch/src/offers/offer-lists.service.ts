import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { seeAll } from '../network/see-all.js';
import { coarse } from '../orders/order-place.js';
import { RepairOrder } from '../orders/repair-order.entity.js';
import { Offer } from './offer.entity.js';
import type { OffersQuery, OfferView } from './offer.dto.js';

type OrderPart = Pick<
  RepairOrder,
  | 'number'
  | 'locality'
  | 'category'
  | 'productId'
  | 'installedAt'
  | 'batch'
  | 'symptomCode'
  | 'likelyFaults'
  | 'skill'
  | 'requiredLevel'
  | 'durationMinutes'
  | 'dueBy'
  | 'priority'
  | 'emergency'
  | 'underWarranty'
  | 'likelyParts'
>;

/** Reads offers; a site sees its own. */
@Injectable()
export class OfferLists {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. */
  async list(query: OffersQuery, caller: Actor): Promise<Page<OfferView>> {
    return this.transactions.run(async (manager) => {
      const limit = limitOf(query);
      const before = decodeCursor(query.cursor, 1);
      const rows = manager
        .createQueryBuilder(Offer, 'offer')
        .orderBy('offer.id', 'DESC')
        .limit(limit + 1);
      const siteId = caller.siteId ?? query.siteId;
      if (siteId) rows.andWhere('offer.site_id = :siteId', { siteId });
      if (caller.siteId && query.siteId && query.siteId !== caller.siteId) rows.andWhere('false');
      if (query.status) rows.andWhere('offer.status = :status', { status: query.status });
      if (query.repairOrderId) rows.andWhere('offer.repair_order_id = :orderId', { orderId: query.repairOrderId });
      if (before) rows.andWhere('offer.id < :before', { before: String(before[0]) });
      const page = toPage(await rows.getMany(), limit, ({ id }) => [id]);
      return { ...page, items: await this.views(page.items, caller) };
    });
  }

  async one(id: string, caller: Actor): Promise<OfferView> {
    return this.transactions.run(async (manager) => {
      const offer = await manager.findOneBy(Offer, { id, ...(caller.siteId && { siteId: caller.siteId }) });
      if (!offer) throw notFound('offer', id);
      return this.view(offer, caller);
    });
  }

  async view(offer: Offer, caller: Actor): Promise<OfferView> {
    const [view] = await this.views([offer], caller);
    if (!view) throw notFound('offer', offer.id);
    return view;
  }

  /** Offers with what a site may know of their orders; it keeps seeing its offers of orders that went elsewhere. */
  private async views(offers: readonly Offer[], { siteId }: Actor): Promise<OfferView[]> {
    if (offers.length === 0) return [];
    const { manager } = this.transactions;
    await seeAll(manager);
    const orders = await manager.findBy(RepairOrder, {
      id: In([...new Set(offers.map(({ repairOrderId }) => repairOrderId))]),
    });
    const byId = new Map(orders.map((order) => [order.id, order]));
    return offers.flatMap((offer) => {
      const order = byId.get(offer.repairOrderId);
      if (!order) return [];
      const view = offerView(offer, order);
      return siteId ? [view] : [{ ...view, ...rankOf(offer) }];
    });
  }
}

/** How the site ranks among the others: not for sites. */
const rankOf = ({ rank, score, terms }: Offer) => ({ rank, score, terms });

function offerView(offer: Offer, order: OrderPart): OfferView {
  const { proposedStart, proposedFinish, answeredAt } = offer;
  return {
    id: offer.id,
    repairOrderId: offer.repairOrderId,
    orderNumber: order.number,
    requestId: offer.requestId,
    siteId: offer.siteId,
    status: offer.status,
    deadline: offer.deadline.toISOString(),
    ...(offer.technicianId && { technicianId: offer.technicianId }),
    ...(proposedStart && { proposedStart: proposedStart.toISOString() }),
    ...(proposedFinish && { proposedFinish: proposedFinish.toISOString() }),
    place: { lon: coarse(offer.lon), lat: coarse(offer.lat), locality: order.locality },
    category: order.category,
    ...unitAndFault(order),
    skill: order.skill,
    skillLevel: order.requiredLevel,
    durationMinutes: order.durationMinutes,
    dueBy: order.dueBy.toISOString(),
    priority: order.priority,
    emergency: order.emergency,
    underWarranty: order.underWarranty,
    likelyParts: order.likelyParts,
    ...(offer.reason && { reason: offer.reason }),
    ...(offer.note && { note: offer.note }),
    ...(offer.counter && { counter: offer.counter }),
    madeAt: offer.madeAt.toISOString(),
    ...(answeredAt && { answeredAt: answeredAt.toISOString() }),
    version: offer.version,
  };
}

const unitAndFault = ({ productId, installedAt, batch, symptomCode, likelyFaults }: OrderPart) => ({
  productId,
  ...(installedAt && { installedAt: installedAt.toISOString() }),
  ...(batch && { batch }),
  ...(symptomCode && { symptomCode }),
  likelyFaults,
});
