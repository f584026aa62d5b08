import { Injectable } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { asCallout } from '#common/messaging/system-context.js';
import type { StoredFact } from '../core/facts.js';

const owners = `
  SELECT id, technician_id AS "technicianId" FROM board_order WHERE id = ANY ($1::uuid[]) AND technician_id IS NOT NULL
  UNION ALL SELECT id, technician_id FROM board_offer WHERE id = ANY ($2::uuid[]) AND technician_id IS NOT NULL`;

interface Owned {
  id: string;
  technicianId: string;
}

/** Whose the orders and offers are that facts are about: most facts do not say it themselves, the board does. */
@Injectable()
export class FactTechnicians {
  constructor(private readonly transactions: Transactions) {}

  async tell(facts: readonly StoredFact[]): Promise<StoredFact[]> {
    const named = (field: string) => [...new Set(facts.flatMap(({ data }) => textOf(data[field]) ?? []))];
    const ids = [named('repairOrderId'), named('offerId')];
    if (ids.flat().length === 0) return [...facts];
    const rows = await this.asked(ids);
    const technicianOf = new Map(rows.map(({ id, technicianId }) => [id, technicianId]));
    return facts.map((fact) => {
      const { offerId, repairOrderId } = fact.data;
      const technicianId = technicianOf.get(textOf(offerId) ?? textOf(repairOrderId) ?? '');
      return technicianId === undefined ? fact : { ...fact, technicianId };
    });
  }

  /** In nobody's name in particular: one look is for all who listen. */
  private asked(ids: string[][]): Promise<Owned[]> {
    return asCallout(() => this.transactions.run((manager) => prepared<Owned>(manager, owners, ids)));
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
