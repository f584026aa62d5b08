import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import type { Party, RepairOrderStatus } from '#common/events/lists.js';
import { Problem } from '#common/http/problems.js';
import { OrderLists } from '../orders/order-lists.service.js';
import type { OfferAsOf, OrderAsOfView } from './order-past.dto.js';

interface Step {
  status: RepairOrderStatus;
  reason: string | null;
  siteId: string | null;
  technicianId: string | null;
  waitingFor: Party;
  waitingUntil: Date | null;
  actorName: string;
  since: Date;
  version: number;
  steps: string;
}

/** Shows a repair order as it stood, from its append-only history. */
@Injectable()
export class OrderPast {
  constructor(
    private readonly transactions: Transactions,
    private readonly orders: OrderLists,
  ) {}

  /** 404 before the order was there and, for a site, while another site had it: a site cannot tell the two apart. */
  asOf(id: string, at: string, caller: Actor): Promise<OrderAsOfView> {
    return this.transactions.run(async (manager) => {
      const { number } = await this.orders.find(manager, id, caller);
      const [step] = await manager.query<Step[]>(lastStep, [id, at]);
      const isOwn = !caller.siteId || step?.siteId === caller.siteId;
      if (!step || (step.siteId !== null && !isOwn))
        throw new Problem('not-found', `there is nothing of repair order ${number} at ${at}`);
      const offers = await manager.query<{ offerId: string; siteId: string; madeAt: Date }[]>(liveOffers, [
        id,
        at,
        caller.siteId ?? null,
      ]);
      return { repairOrderId: id, number, at, ...viewOf(step, isOwn), liveOffers: offers.map(offerView) };
    });
  }
}

const lastStep = `
  SELECT to_status AS status, reason, site_id AS "siteId", technician_id AS "technicianId", waiting_for AS "waitingFor",
    waiting_until AS "waitingUntil", actor_name AS "actorName", at AS since, version, count(*) OVER () AS steps
  FROM repair_order_transition WHERE repair_order_id = $1 AND at <= $2 ORDER BY id DESC LIMIT 1`;

/** A counter-offer is live although it was answered: `answered_at` of what has ended is its end. */
const liveOffers = `
  SELECT id AS "offerId", site_id AS "siteId", made_at AS "madeAt" FROM offer
  WHERE repair_order_id = $1 AND made_at <= $2 AND (status IN ('pending', 'countered') OR answered_at > $2)
    AND ($3::uuid IS NULL OR site_id = $3)
  ORDER BY id LIMIT 100`;

const offerView = ({ madeAt, ...offer }: { offerId: string; siteId: string; madeAt: Date }): OfferAsOf => ({
  ...offer,
  madeAt: madeAt.toISOString(),
});

const viewOf = (step: Step, isOwn: boolean) => ({
  status: step.status,
  since: step.since.toISOString(),
  ...(isOwn && step.reason !== null && { reason: step.reason }),
  ...(step.siteId !== null && { siteId: step.siteId }),
  ...(step.technicianId !== null && { technicianId: step.technicianId }),
  waitingFor: step.waitingFor,
  ...(step.waitingUntil && { waitingUntil: step.waitingUntil.toISOString() }),
  ...(isOwn && { actorName: step.actorName }),
  version: step.version,
  steps: Number(step.steps),
});
