import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who asked for what, and what came of it. Never changed; each entry's hash covers the one before. */
@Entity('audit_entry')
export class AuditEntry {
  @PrimaryColumn('bigint') seq: string;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'actor_id', nullable: true }) actorId: string | null;
  @Column('text', { name: 'actor_kind', nullable: true }) actorKind: string | null;
  @Column('text', { name: 'actor_name', nullable: true }) actorName: string | null;
  @Column('uuid', { name: 'site_id', nullable: true }) siteId: string | null;
  @Column('text') method: string;
  @Column('text') path: string;
  @Column('smallint') status: number;
  @Column('text') address: string;
  @Column('text', { name: 'correlation_id' }) correlationId: string;
  @Column('bytea', { name: 'previous_hash' }) previousHash: Buffer;
  @Column('bytea') hash: Buffer;
}
