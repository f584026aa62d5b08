import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The code at the door for one visit. */
@Entity('arrival_code')
export class ArrivalCode {
  @PrimaryColumn('uuid', { name: 'visit_id' }) visitId: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  /** Six digits. */
  @Column('text') code: string;
  @Column('timestamptz', { name: 'given_at' }) givenAt: Date;
  @Column('smallint', { name: 'wrong_tries' }) wrongTries: number;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt: Date | null;
}
