import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of parts that were fitted in a finished order. */
@Entity('failure_part')
export class FailurePart {
  @PrimaryColumn('uuid', { name: 'repair_order_id' }) repairOrderId: string;
  @PrimaryColumn('smallint') line: number;
  @Column('uuid', { name: 'site_id' }) siteId: string;
  @Column('uuid', { name: 'part_id' }) partId: string;
  @Column('int') quantity: number;
  @Column('text', { name: 'serial_fitted', nullable: true }) serialFitted: string | null;
  @Column('text', { name: 'serial_removed', nullable: true }) serialRemoved: string | null;
}
