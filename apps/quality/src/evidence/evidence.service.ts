import { Injectable } from '@nestjs/common';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { type Derived, deriveFrom } from '../core/derived.js';
import { FailureRecord } from '../failures/failure-record.entity.js';
import { ScoreCardSchedule } from '../score-cards/score-card-schedule.js';
import { type EvidencePatch, mergeStatement } from './merge.js';
import type { OrderEvidence } from './order-evidence.entity.js';

/** Collects what customer, inventory and desk say about an order, before or after it is finished. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly schedule: ScoreCardSchedule,
  ) {}

  /** Adds facts to an order; its failure record follows if there is one already. */
  async learn(repairOrderId: string, patch: EvidencePatch): Promise<void> {
    await this.transactions.run(async (manager) => {
      const evidence = await this.take(repairOrderId, patch);
      const [record] = await selectRows(manager, FailureRecord, 'repair_order_id = $1', [repairOrderId]);
      if (!record) return;
      const derived = deriveFrom(record, evidence);
      if (isSame(record, derived)) return;
      const { failureRecordId, version } = record;
      const change = { ...derived, version: version + 1 };
      this.transactions.meanwhile(updateRow(manager, FailureRecord, { failureRecordId }, change));
      await this.schedule.changed(record.siteId);
    });
  }

  /** Adds facts from which nothing in the failure record follows. */
  async note(repairOrderId: string, patch: Pick<EvidencePatch, 'closedAt' | 'closeOutcome'>): Promise<void> {
    await this.transactions.run(() => this.take(repairOrderId, patch));
  }

  /** Adds facts to an order's evidence and locks the order until the end of the transaction. */
  async take(repairOrderId: string, patch: EvidencePatch = {}): Promise<OrderEvidence> {
    const [row] = await this.transactions.manager.query<OrderEvidence[]>(...mergeStatement(repairOrderId, patch));
    if (!row) throw new Error(`the evidence of order ${repairOrderId} was not written`);
    return row;
  }
}

const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value);
const isSame = (record: FailureRecord, derived: Derived) =>
  (Object.keys(derived) as (keyof Derived)[]).every((field) => plain(record[field]) === plain(derived[field]));
