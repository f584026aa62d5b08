import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RequestStatus } from '#common/events/lists.js';

/** One step of a request's story. Rows are only ever added; the database refuses the rest. */
@Entity('timeline_entry')
export class TimelineEntry {
  @PrimaryColumn('bigint') seq: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('text') kind: string;
  @Column('timestamptz') at: Date;
  @Column('text', { name: 'from_status', nullable: true }) fromStatus: RequestStatus | null;
  @Column('text', { name: 'to_status', nullable: true }) toStatus: RequestStatus | null;
  @Column('text', { name: 'actor_kind' }) actorKind: string;
  @Column('uuid', { name: 'actor_id' }) actorId: string;
  @Column('text', { name: 'actor_name' }) actorName: string;
  @Column('jsonb') data: Record<string, unknown>;
}
