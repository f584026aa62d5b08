import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Place } from '#common/events/values.js';

@Entity('service_address')
export class ServiceAddress implements Place {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text', { nullable: true }) street: string | null;
  @Column('text', { name: 'postal_code', nullable: true }) postalCode: string | null;
  @Column('text') locality: string;
  @Column('text') subdivision: string;
  @Column('text') country: string;
  @Column('double precision') lon: number;
  @Column('double precision') lat: number;
  @Column('text', { name: 'time_zone' }) timeZone: string;
}
