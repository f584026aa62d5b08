import type { EntityManager } from 'typeorm';
import { selectRows } from '#common/database/entity-rows.js';
import { notFound, Problem } from '#common/http/problems.js';
import { decide, type OfferStep } from '../core/offers/offer-decisions.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import type { OrderWriter } from '../orders/order-writer.js';
import { Offer } from './offer.entity.js';

/** An offer that the open transaction decides about, locked together with its order and all live offers of it. */
export interface OfferInWork {
  work: OrderInWork;
  offer: Offer;
  /** The other live offers of the order. */
  others: readonly Offer[];
  /** Those of them that end with it. */
  ended: readonly Offer[];
}

/** Locks the order, then its live offers and this one: in this order. */
export async function lockOffer(
  manager: EntityManager,
  writer: OrderWriter,
  orderId: string,
  id: string,
): Promise<OfferInWork> {
  const liveOrThis = `repair_order_id = $1 AND (id = $2 OR status IN ('pending', 'countered')) ORDER BY id FOR NO KEY UPDATE`;
  const [work, offers] = await Promise.all([
    writer.lock(manager, orderId),
    selectRows(manager, Offer, liveOrThis, [orderId, id]),
  ]);
  const offer = offers.find((one) => one.id === id);
  if (!offer) throw notFound('offer', id);
  return { work, offer, others: offers.filter((one) => one !== offer), ended: [] };
}

/** The same with what ends with it when the step is made. Throws the problem that makes the step impossible. */
export function decided(step: OfferStep, inWork: OfferInWork, now: Date): OfferInWork {
  const { work, offer, others } = inWork;
  const decision = decide(step, { offer, others, takenBy: work.order.siteId, now });
  if ('problem' in decision) throw new Problem(decision.problem, decision.why);
  return { ...inWork, ended: decision.ended };
}
