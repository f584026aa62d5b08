import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VisitOutcome } from '#common/events/lists.js';
import type { PartQuantity, UnitUsage, UsedPart } from '#common/events/values.js';
import type { VisitOverride } from '../core/visits/overrides.js';
import type { VisitStatus } from '../core/visits/visit-states.js';

/** A step of the standard procedure on site. */
export interface StepDone {
  code: string;
  done: boolean;
}

@Entity('visit')
export class Visit {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'repair_order_id' }) repairOrderId: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('uuid', { name: 'site_id' }) siteId: string;
  @Column('uuid', { name: 'technician_id' }) technicianId: string;
  @Column('smallint') sequence: number;
  @Column('text') status: VisitStatus;
  @Column('timestamptz', { name: 'start_at' }) startAt: Date;
  @Column('timestamptz', { name: 'finish_at' }) finishAt: Date;
  /** Local day of the site, `YYYY-MM-DD`. */
  @Column('date') day: string;
  @Column('timestamptz', { name: 'window_from', nullable: true }) windowFrom: Date | null;
  @Column('timestamptz', { name: 'window_to', nullable: true }) windowTo: Date | null;
  @Column('double precision') lon: number;
  @Column('double precision') lat: number;
  @Column('text') locality: string;
  @Column('integer', { name: 'travel_seconds' }) travelSeconds: number;
  @Column('integer', { name: 'travel_metres' }) travelMetres: number;
  @Column('timestamptz', { name: 'departed_at', nullable: true }) departedAt: Date | null;
  @Column('timestamptz', { nullable: true }) eta: Date | null;
  @Column('timestamptz', { name: 'arrived_at', nullable: true }) arrivedAt: Date | null;
  @Column('timestamptz', { name: 'diagnosed_at', nullable: true }) diagnosedAt: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
  @Column('text', { nullable: true }) outcome: VisitOutcome | null;
  @Column('text', { name: 'symptom_code', nullable: true }) symptomCode: string | null;
  @Column('text', { name: 'fault_code', nullable: true }) faultCode: string | null;
  @Column('text', { name: 'cause_code', nullable: true }) causeCode: string | null;
  @Column('text', { name: 'remedy_code', nullable: true }) remedyCode: string | null;
  @Column('jsonb', { name: 'parts_used' }) partsUsed: UsedPart[];
  @Column('jsonb', { name: 'parts_unused' }) partsUnused: PartQuantity[];
  @Column('jsonb') steps: StepDone[];
  @Column('jsonb', { nullable: true }) usage: UnitUsage | null;
  @Column('boolean', { name: 'fault_free_part_replaced', nullable: true }) faultFreePartReplaced: boolean | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  /** Plans and improvements leave it where it is. */
  @Column('boolean', { name: 'is_pinned' }) isPinned: boolean;
  @Column('text', { name: 'pin_reason', nullable: true }) pinReason: string | null;
  @Column('jsonb') overrides: VisitOverride[];
  @Column('integer') version: number;
}
