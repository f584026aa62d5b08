import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A technician's time kept for one order while the customer makes up his mind. */
@Entity('window_hold')
export class WindowHold {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'repair_order_id' }) repairOrderId: string;
  @Column('uuid', { name: 'site_id' }) siteId: string;
  @Column('uuid', { name: 'technician_id' }) technicianId: string;
  @Column('timestamptz', { name: 'window_from' }) windowFrom: Date;
  @Column('timestamptz', { name: 'window_to' }) windowTo: Date;
  @Column('timestamptz', { name: 'start_at' }) startAt: Date;
  @Column('timestamptz', { name: 'finish_at' }) finishAt: Date;
  /** Local day of the site, `YYYY-MM-DD`. */
  @Column('date') day: string;
  @Column('double precision') lon: number;
  @Column('double precision') lat: number;
  @Column('integer', { name: 'travel_seconds' }) travelSeconds: number;
  @Column('integer', { name: 'travel_metres' }) travelMetres: number;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
}
