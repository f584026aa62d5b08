import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CannotCompleteReason } from '#common/events/lists.js';
import type { CallBackStatus, CallBackSubject } from '../core/call-back.js';

@Entity('call_back')
export class CallBack implements CallBackSubject {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('uuid', { name: 'repair_order_id', nullable: true }) repairOrderId: string | null;
  @Column('smallint') attempt: number;
  @Column('text') status: CallBackStatus;
  @Column('text') after: CallBackSubject['after'];
  @Column('text', { name: 'cannot_complete_reason', nullable: true }) cannotCompleteReason: CannotCompleteReason | null;
  @Column('uuid', { name: 'site_id', nullable: true }) siteId: string | null;
  @Column('uuid', { name: 'technician_id', nullable: true }) technicianId: string | null;
  /** The times that the site claims: read to the customer, who confirms them or not. */
  @Column('timestamptz', { name: 'arrived_at', nullable: true }) arrivedAt: Date | null;
  @Column('timestamptz', { name: 'finished_at' }) finishedAt: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('boolean') overdue: boolean;
  @Column('boolean', { nullable: true }) satisfied: boolean | null;
  @Column('smallint', { nullable: true }) quality: number | null;
  @Column('smallint', { nullable: true }) punctuality: number | null;
  @Column('smallint', { nullable: true }) attitude: number | null;
  @Column('boolean', { name: 'times_confirmed', nullable: true }) timesConfirmed: boolean | null;
  @Column('boolean', { name: 'work_confirmed', nullable: true }) workConfirmed: boolean | null;
  @Column('boolean') complaint: boolean;
  @Column('timestamptz', { name: 'complaint_settled_at', nullable: true }) complaintSettledAt: Date | null;
  @Column('text', { name: 'complaint_settlement', nullable: true }) complaintSettlement: string | null;
  @Column('text', { nullable: true }) comment: string | null;
  @Column('text', { name: 'waive_reason', nullable: true }) waiveReason: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('integer') version: number;
}
