import type { EntityManager } from 'typeorm';
import type { OfferHistory } from '../core/offers/answering.js';
import { weightAt } from '../core/offers/forward-decay.js';

interface Row {
  site_id: string;
  accepted: number;
  declined: number;
  expired: number;
  answers: number[];
}

/** What has come of the offers of each site, with the weight that it has at this instant. The transaction sees all sites. */
export async function offerHistories(manager: EntityManager, nowMs: number): Promise<Map<string, OfferHistory>> {
  const rows = await manager.query<Row[]>(`SELECT site_id, accepted, declined, expired, answers FROM offer_history`);
  const weight = weightAt(nowMs);
  return new Map(
    rows.map(({ site_id: siteId, accepted, declined, expired, answers }) => [
      siteId,
      {
        accepted: accepted / weight,
        declined: declined / weight,
        expired: expired / weight,
        answers: answers.map((one) => one / weight),
      },
    ]),
  );
}
