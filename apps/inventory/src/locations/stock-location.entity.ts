import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocationKind } from '#common/events/lists.js';

@Entity('stock_location')
export class StockLocation {
  /** A site's location has the site's id, a van its technician's. */
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: LocationKind;
  @Column('text') name: string;
  @Column('uuid', { name: 'site_id', nullable: true }) siteId: string | null;
  @Column('uuid', { name: 'technician_id', nullable: true }) technicianId: string | null;
  @Column('uuid', { name: 'supplied_from_id', nullable: true }) suppliedFromId: string | null;
  @Column('double precision', { nullable: true }) lon: number | null;
  @Column('double precision', { nullable: true }) lat: number | null;
  @Column('text', { nullable: true }) country: string | null;
  @Column('text', { nullable: true }) subdivision: string | null;
  @Column('boolean') active: boolean;
  @Column('integer') version: number;
}
