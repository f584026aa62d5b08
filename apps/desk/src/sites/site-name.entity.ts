import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a repair site is called: dispatch owns it, customers are told. */
@Entity('site_name')
export class SiteName {
  @PrimaryColumn('uuid', { name: 'site_id' }) siteId: string;
  @Column('text') name: string;
  @Column('integer') version: number;
}
