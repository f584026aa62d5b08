import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('asset')
export class Asset {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'external_id', nullable: true }) externalId: string | null;
  @Column('uuid', { name: 'product_id' }) productId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'address_id' }) addressId: string;
  @Column('text', { name: 'serial_number', nullable: true }) serialNumber: string | null;
  @Column('text', { nullable: true }) batch: string | null;
  @Column('timestamptz', { name: 'installed_at' }) installedAt: Date;
  @Column('timestamptz', { name: 'warranty_until', nullable: true }) warrantyUntil: Date | null;
  @Column('integer') version: number;
}
