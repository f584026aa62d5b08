import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CallEndReason, CallStatus } from '../core/calls/call-status.js';
import type { CallState, Outside } from '../core/calls/call-steps.js';

/** An incoming call, from its first ring to its end. */
@Entity('call')
export class Call implements CallState {
  @PrimaryColumn('uuid') id: string;
  /** The telephone system's own. */
  @Column('text', { name: 'external_id' }) externalId: string;
  /** The person or key that told of it: external ids are the caller's own. */
  @Column('uuid', { name: 'reported_by' }) reportedBy: string;
  @Column('text') status: CallStatus;
  @Column('boolean') urgent: boolean;
  /** From which number; null where it was withheld, or removed by the retention rule. */
  @Column('text', { nullable: true }) phone: string | null;
  /** Customers who have this number, or the customer of the request. */
  @Column('uuid', { name: 'customer_ids', array: true }) customerIds: string[];
  @Column('uuid', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('text', { name: 'seat_code', nullable: true }) seatCode: string | null;
  /** Who answered there. */
  @Column('uuid', { name: 'agent_id', nullable: true }) agentId: string | null;
  @Column('text', { name: 'agent_name', nullable: true }) agentName: string | null;
  @Column('text', { name: 'expert_seat_code', nullable: true }) expertSeatCode: string | null;
  @Column('jsonb', { nullable: true }) outside: Outside | null;
  @Column('timestamptz', { name: 'arrived_at' }) arrivedAt: Date;
  /** By the first who talked with the customer. */
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  /** Null where somebody told the end. */
  @Column('text', { name: 'end_reason', nullable: true }) endReason: CallEndReason | null;
  @Column('integer', { name: 'length_seconds', nullable: true }) lengthSeconds: number | null;
  @Column('text', { name: 'recording_url', nullable: true }) recordingUrl: string | null;
  @Column('integer') version: number;
}
