import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody is asked to become the owner of a request; one question at a time for each. */
@Entity('hand_over')
export class HandOverRow {
  @PrimaryColumn('uuid', { name: 'request_id' }) requestId: string;
  @Column('uuid', { name: 'to_id' }) toId: string;
  @Column('text', { name: 'to_name' }) toName: string;
  @Column('uuid', { name: 'by_id' }) byId: string;
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
}
