import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role, Scope } from '#common/auth/actor.js';

/** What a program signs in with; the secret itself is only with its owner. */
@Entity('api_key')
export class ApiKey {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') role: Role;
  @Column('uuid', { name: 'site_id', nullable: true }) siteId: string | null;
  @Column('text', { array: true }) scopes: Scope[];
  @Column('bytea', { name: 'secret_hash', select: false }) secretHash: Buffer;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('integer') version: number;
}
