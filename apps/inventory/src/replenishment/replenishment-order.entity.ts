import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReplenishmentKind } from '#common/events/lists.js';

@Entity('replenishment_order')
export class ReplenishmentOrder {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: ReplenishmentKind;
  @Column('uuid', { name: 'part_id' }) partId: string;
  @Column('uuid', { name: 'from_location_id', nullable: true }) fromLocationId: string | null;
  @Column('uuid', { name: 'to_location_id' }) toLocationId: string;
  @Column('integer') quantity: number;
  @Column('integer') received: number;
  @Column('text') status: 'ordered' | 'partly_received' | 'received';
  @Column('timestamptz', { name: 'ordered_at' }) orderedAt: Date;
  @Column('timestamptz') eta: Date;
  @Column('timestamptz', { name: 'received_at', nullable: true }) receivedAt: Date | null;
  @Column('integer') version: number;
}
