import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CounterUnit } from '#common/events/lists.js';
import type { CodeKind } from '../core/code-mapping.js';
import type { FinishedOrder, IndicatorValues } from '../core/indicators.js';
import type { RepairTime } from '../core/repair-time.js';

const nullable = { nullable: true } as const;

/** The coded failure of one asset at one age, from one finished order. See the migration for how the columns hang together. */
@Entity('failure_record')
export class FailureRecord implements FinishedOrder, IndicatorValues, RepairTime {
  @PrimaryColumn('uuid', { name: 'failure_record_id' }) failureRecordId: string;
  @Column('uuid', { name: 'repair_order_id' }) repairOrderId: string;
  @Column('text') number: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('uuid', { name: 'previous_order_id', ...nullable }) previousOrderId: string | null;
  @Column('uuid', { name: 'asset_id' }) assetId: string;
  @Column('uuid', { name: 'product_id' }) productId: string;
  @Column('text') category: string;
  @Column('text', nullable) batch: string | null;
  @Column('int', { name: 'age_days', ...nullable }) ageDays: number | null;
  /** What the unit's counter showed; both or neither. */
  @Column('double precision', { name: 'counter_value', ...nullable }) counterValue: number | null;
  @Column('text', { name: 'counter_unit', ...nullable }) counterUnit: CounterUnit | null;
  @Column('uuid', { name: 'site_id' }) siteId: string;
  @Column('uuid', { name: 'technician_id' }) technicianId: string;
  @Column('smallint', { name: 'technician_level' }) technicianLevel: number;

  @Column('text', { name: 'symptom_code', ...nullable }) symptomCode: string | null;
  @Column('text', { name: 'fault_code', ...nullable }) faultCode: string | null;
  @Column('text', { name: 'cause_code', ...nullable }) causeCode: string | null;
  @Column('text', { name: 'remedy_code', ...nullable }) remedyCode: string | null;
  /** What the site itself called them, where that is mapped. */
  @Column('jsonb', { name: 'site_codes', ...nullable }) siteCodes: Partial<Record<CodeKind, string>> | null;
  @Column('boolean') repaired: boolean;
  /** Why it could not be repaired. */
  @Column('text', nullable) reason: string | null;
  @Column('boolean', { name: 'fault_free_part_replaced' }) faultFreePartReplaced: boolean;
  @Column('smallint') visits: number;

  /** When the customer reported it; for a reopened order when that order was opened. */
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt: Date;
  @Column('timestamptz', { name: 'accepted_at' }) acceptedAt: Date;
  @Column('timestamptz', { name: 'scheduled_start' }) scheduledStart: Date;
  @Column('timestamptz', { name: 'window_from', ...nullable }) windowFrom: Date | null;
  @Column('timestamptz', { name: 'window_to', ...nullable }) windowTo: Date | null;
  @Column('timestamptz', { name: 'arrived_at' }) arrivedAt: Date;
  @Column('timestamptz', { name: 'diagnosed_at', ...nullable }) diagnosedAt: Date | null;
  @Column('timestamptz', { name: 'finished_at' }) finishedAt: Date;
  @Column('timestamptz', { name: 'due_by' }) dueBy: Date;

  @Column('int', { name: 'response_seconds' }) responseSeconds: number;
  @Column('int', { name: 'waiting_parts_seconds' }) waitingPartsSeconds: number;
  @Column('int', { name: 'travel_seconds' }) travelSeconds: number;
  @Column('int', { name: 'diagnosis_seconds' }) diagnosisSeconds: number;
  @Column('int', { name: 'repair_seconds' }) repairSeconds: number;
  @Column('int', { name: 'travel_metres' }) travelMetres: number;
  @Column('smallint', { name: 'mandatory_steps_done' }) mandatoryStepsDone: number;
  @Column('smallint', { name: 'mandatory_steps_total' }) mandatoryStepsTotal: number;
  /** Lines of `failure_part`. */
  @Column('smallint', { name: 'parts_used' }) partsUsed: number;
  @Column('boolean', { name: 'part_hit', ...nullable }) partHit: boolean | null;
  @Column('timestamptz', { name: 'returned_at', ...nullable }) returnedAt: Date | null;

  @Column('double precision', nullable) truthfulness: number | null;
  @Column('double precision', nullable) satisfaction: number | null;
  @Column('double precision', { name: 'repair_time', ...nullable }) repairTime: number | null;
  @Column('double precision', { name: 'diagnosis_accuracy', ...nullable }) diagnosisAccuracy: number | null;
  @Column('double precision', nullable) attitude: number | null;
  @Column('double precision', nullable) compliance: number | null;
  @Column('int') version: number;
}
