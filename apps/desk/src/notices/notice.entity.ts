import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeData, NoticeKind, NoticeState } from '../core/notices/notice-text.js';

/** What a customer was told, or is about to be. */
@Entity('notice')
export class Notice {
  @PrimaryColumn('uuid') id: string;
  /** The fact that it tells: each is told once. */
  @Column('uuid', { name: 'event_id' }) eventId: string;
  @Column('text') kind: NoticeKind;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('uuid', { name: 'repair_order_id', nullable: true }) repairOrderId: string | null;
  @Column('text') language: 'zh-CN' | 'en';
  @Column('jsonb') data: NoticeData;
  @Column('text') state: NoticeState;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** When it is tried next; for one that waits. */
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('smallint') attempts: number;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('text', { nullable: true }) recipient: string | null;
  /** As it was sent, with no link in it: who has that may act as the customer. */
  @Column('text', { nullable: true }) subject: string | null;
  @Column('text', { nullable: true }) body: string | null;
  @Column('text', { nullable: true }) error: string | null;
}
