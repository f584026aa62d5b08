import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#common/auth/actor.js';

/** Somebody who signs in with a name and a password. */
@Entity('user_account')
export class User {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text', { name: 'display_name' }) displayName: string;
  @Column('text', { array: true }) roles: Role[];
  @Column('uuid', { name: 'site_id', nullable: true }) siteId: string | null;
  @Column('uuid', { name: 'technician_id', nullable: true }) technicianId: string | null;
  /** None until a password was set: such a user cannot sign in. */
  @Column('text', { name: 'password_hash', nullable: true, select: false }) passwordHash: string | null;
  @Column('boolean') active: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('integer') version: number;
}
