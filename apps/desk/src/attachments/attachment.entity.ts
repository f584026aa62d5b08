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
  @Column('bytea', { select: false }) content: Buffer;
  @Column('timestamptz', { name: 'added_at' }) addedAt: Date;
}
