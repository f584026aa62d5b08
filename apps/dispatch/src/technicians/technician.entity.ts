import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('technician')
export class Technician {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'site_id' }) siteId: string;
  @Column('text') name: string;
  @Column('boolean') active: boolean;
  @Column('double precision', { name: 'home_lon' }) homeLon: number;
  @Column('double precision', { name: 'home_lat' }) homeLat: number;
  @Column('text', { nullable: true }) van: string | null;
  @Column('integer') version: number;
}
