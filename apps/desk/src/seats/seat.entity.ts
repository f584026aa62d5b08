import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SeatKind } from '../core/calls/call-steps.js';

/** A place at which calls are answered. Who sits there takes it and leaves it again; nobody sits at two. */
@Entity('seat')
export class Seat {
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  @Column('text') kind: SeatKind;
  /** What the telephone system rings. */
  @Column('text', { nullable: true }) extension: string | null;
  @Column('boolean') active: boolean;
  @Column('uuid', { name: 'agent_id', nullable: true }) agentId: string | null;
  @Column('text', { name: 'agent_name', nullable: true }) agentName: string | null;
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt: Date | null;
  /** Since it was taken, or its last call left it. */
  @Column('timestamptz', { name: 'free_since', nullable: true }) freeSince: Date | null;
  @Column('integer') version: number;
}
