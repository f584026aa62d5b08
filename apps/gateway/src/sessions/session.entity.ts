import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A signed-in browser. The token itself is only in its cookie. */
@Entity('session')
export class Session {
  @PrimaryColumn('bytea', { name: 'token_hash' }) tokenHash: Buffer;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('text') address: string;
}
