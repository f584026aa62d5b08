import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AttachmentType } from '../core/attachment-type.js';

@Entity('attachment')
export class Attachment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('text') name: string;
  @Column('text', { name: 'content_type' }) contentType: AttachmentType;
  @Column('integer', { name: 'size_bytes' }) sizeBytes: number;
  @Column('text') sha256: string;
  /** Null once the retention rule has removed it. */
  @Column('bytea', { select: false, nullable: true }) content: Buffer | null;
  @Column('timestamptz', { name: 'added_at' }) addedAt: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
}
