import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertUnlessThere } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { FailureRecorded } from '#common/events/index.js';
import { Outbox } from '#common/messaging/outbox.js';
import { AlertSchedule } from '../alerts/alert-schedule.js';
import { CodeMappings } from '../code-mappings/code-mappings.service.js';
import { deriveFrom } from '../core/derived.js';
import { type FinishedEvent, factsOf } from '../core/failure-record.js';
import { returnWindowDays } from '../core/returns.js';
import { EvidenceService } from '../evidence/evidence.service.js';
import { ScoreCardSchedule } from '../score-cards/score-card-schedule.js';
import { FailurePart } from './failure-part.entity.js';
import { FailureRecord } from './failure-record.entity.js';

type Facts = ReturnType<typeof factsOf>;

/** Turns finished orders into failure records, one for each. */
@Injectable()
export class FailuresService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly evidence: EvidenceService,
    private readonly scoreCards: ScoreCardSchedule,
    private readonly alerts: AlertSchedule,
    private readonly codes: CodeMappings,
  ) {}

  /** Records the failure behind a finished order. A second event about the same order changes nothing. */
  async record(event: FinishedEvent): Promise<void> {
    await this.transactions.run(async (manager) => {
      const facts = factsOf(event, await this.codes.current(manager));
      const { cameBackAt, cameBackTo } = await this.neighbours(manager, facts);
      const evidence = await this.evidence.take(facts.repairOrderId, cameBackAt ? { returnedAt: cameBackAt } : {});
      const record = { failureRecordId: uuidv7(), ...facts, ...deriveFrom(facts, evidence), version: 1 };
      if (!(await insertUnlessThere(manager, FailureRecord, record))) return;
      await insertParts(manager, event);
      for (const repairOrderId of cameBackTo)
        await this.evidence.learn(repairOrderId, { returnedAt: facts.occurredAt });
      await this.outbox.publish(FailureRecorded, toEvent(record, event));
      await this.scoreCards.changed(record.siteId);
      await this.alerts.failureRecorded();
    });
  }

  /**
   * Other orders for the same asset and fault: the earliest that was reported within 30 days after this one, and those that this one is a return
   * to. Orders of one asset are recorded one after the other, so that of two neighbours the second always sees the first.
   */
  private async neighbours(
    manager: EntityManager,
    { assetId, faultCode, repairOrderId, occurredAt, finishedAt }: Facts,
  ) {
    if (faultCode === null) return { cameBackAt: null, cameBackTo: [] };
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [assetId]);
    const rows = await manager.query<{ repairOrderId: string; occurredAt: Date; earlier: boolean }[]>(
      `SELECT repair_order_id AS "repairOrderId", occurred_at AS "occurredAt", finished_at < $4 AS earlier
         FROM failure_record
        WHERE asset_id = $1 AND fault_code = $2 AND repair_order_id <> $3
          AND ((finished_at < $4 AND finished_at >= $4 - $6 * interval '1 day')
            OR (occurred_at > $5 AND occurred_at <= $5 + $6 * interval '1 day'))
        ORDER BY occurred_at`,
      [assetId, faultCode, repairOrderId, occurredAt, finishedAt, returnWindowDays],
    );
    return {
      cameBackAt: rows.find(({ earlier }) => !earlier)?.occurredAt ?? null,
      cameBackTo: rows.filter(({ earlier }) => earlier).map((row) => row.repairOrderId),
    };
  }
}

async function insertParts(manager: EntityManager, { repairOrderId, siteId, partsUsed }: FinishedEvent): Promise<void> {
  if (partsUsed.length === 0) return;
  const lines = partsUsed.map(({ partId, quantity, serialFitted, serialRemoved }, index) => ({
    repairOrderId,
    line: index + 1,
    siteId,
    partId,
    quantity,
    serialFitted: serialFitted ?? null,
    serialRemoved: serialRemoved ?? null,
  }));
  await manager.insert(FailurePart, lines);
}

/** `repairSeconds` is the work on the spot, diagnosis and repair: what the next visit of this kind will take. */
function toEvent(record: FailureRecord, { partsUsed }: FinishedEvent): FailureRecorded {
  const { symptomCode, faultCode, causeCode, remedyCode, ageDays } = record;
  return {
    failureRecordId: record.failureRecordId,
    repairOrderId: record.repairOrderId,
    requestId: record.requestId,
    assetId: record.assetId,
    productId: record.productId,
    category: record.category,
    siteId: record.siteId,
    ...(symptomCode !== null && { symptomCode }),
    ...(faultCode !== null && { faultCode }),
    ...(causeCode !== null && { causeCode }),
    ...(remedyCode !== null && { remedyCode }),
    partsUsed: partsUsed.map(({ partId, quantity }) => ({ partId, quantity })),
    technicianLevel: record.technicianLevel,
    repairSeconds: record.diagnosisSeconds + record.repairSeconds,
    ...(ageDays !== null && { ageDays }),
    repaired: record.repaired,
    occurredAt: record.occurredAt.toISOString(),
    version: record.version,
  };
}
