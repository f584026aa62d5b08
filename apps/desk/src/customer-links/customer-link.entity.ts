import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What lets a customer see one request without signing in. The secret itself is only in the link. */
@Entity('customer_link')
export class CustomerLink {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('bytea', { name: 'secret_hash' }) secretHash: Buffer;
  @Column('text', { name: 'created_by' }) createdBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** Null: 30 days after the request has ended. */
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  /** Added through this link so far. */
  @Column('smallint') photos: number;
}
