import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#common/auth/actor.js';

/** A name for the address of a page with its filters. */
@Entity('saved_view')
export class SavedView {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'owner_id' }) ownerId: string;
  @Column('text', { name: 'owner_name' }) ownerName: string;
  /** Those of the owner when it was saved: a shared view is shown to colleagues who have one of them. */
  @Column('text', { array: true }) roles: Role[];
  @Column('uuid', { name: 'site_id', nullable: true }) siteId: string | null;
  @Column('text') page: string;
  @Column('text') name: string;
  @Column('text') query: string;
  @Column('boolean') shared: boolean;
  @Column('timestamptz', { name: 'saved_at' }) savedAt: Date;
}
