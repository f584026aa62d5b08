import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is promised to customers of a grade for a priority; `*` stands for every priority without a row of its own. */
@Entity('service_level')
export class ServiceLevel {
  @PrimaryColumn('text') grade: string;
  @PrimaryColumn('text') priority: string;
  @Column('integer', { name: 'first_response_seconds' }) firstResponseSeconds: number;
  @Column('integer', { name: 'completion_seconds' }) completionSeconds: number;
  /** From the report until a technician is there; null: nothing is promised about it. */
  @Column('integer', { name: 'arrival_seconds', nullable: true }) arrivalSeconds: number | null;
  /** The longest that the customer waits for the next word; null: nothing is promised about it. */
  @Column('integer', { name: 'update_seconds', nullable: true }) updateSeconds: number | null;
  @Column('double precision', { name: 'warn_share' }) warnShare: number;
  @Column('text', { name: 'calendar_code', nullable: true }) calendarCode: string | null;
  @Column('integer') version: number;
}
