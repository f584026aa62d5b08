import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One step of a call's story. Rows are only ever added, and bear no telephone number. */
@Entity('call_step')
export class CallStepRow {
  @PrimaryColumn('bigint') seq: string;
  @Column('uuid', { name: 'call_id' }) callId: string;
  @Column('text') kind: string;
  @Column('timestamptz') at: Date;
  @Column('text', { name: 'actor_name' }) actorName: string;
  @Column('jsonb') data: Record<string, unknown>;
}
