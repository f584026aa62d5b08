import { Column, Entity, PrimaryColumn } from 'typeorm';

const nullable = { nullable: true } as const;

/**
 * What customer, inventory and desk said about an order. It may be here before the order is finished and its failure record is made. Its row is
 * also the lock of the order: whoever adds a fact or makes the record takes it first, so neither can miss the other.
 */
@Entity('order_evidence')
export class OrderEvidence {
  @PrimaryColumn('uuid', { name: 'repair_order_id' }) repairOrderId: string;
  @Column('timestamptz', { name: 'answered_at', ...nullable }) answeredAt: Date | null;
  @Column('boolean', nullable) satisfied: boolean | null;
  @Column('smallint', nullable) quality: number | null;
  @Column('smallint', nullable) punctuality: number | null;
  @Column('smallint', nullable) attitude: number | null;
  @Column('boolean', { name: 'times_confirmed', ...nullable }) timesConfirmed: boolean | null;
  @Column('boolean', { name: 'work_confirmed', ...nullable }) workConfirmed: boolean | null;
  @Column('boolean', nullable) complaint: boolean | null;
  @Column('timestamptz', { name: 'returned_at', ...nullable }) returnedAt: Date | null;
  @Column('boolean', { name: 'parts_at_hand', ...nullable }) partsAtHand: boolean | null;
  @Column('smallint', { name: 'parts_missed' }) partsMissed: number;
  @Column('timestamptz', { name: 'closed_at', ...nullable }) closedAt: Date | null;
  @Column('text', { name: 'close_outcome', ...nullable }) closeOutcome: string | null;
}
