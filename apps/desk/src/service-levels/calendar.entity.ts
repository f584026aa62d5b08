import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CalendarPeriod } from '../core/service-level/calendar.js';

@Entity('service_calendar')
export class CalendarRow {
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  /** Null: the zone of the place where the asset stands. */
  @Column('text', { name: 'time_zone', nullable: true }) timeZone: string | null;
  @Column('jsonb') periods: CalendarPeriod[];
  @Column('jsonb') holidays: string[];
  @Column('integer') version: number;
}
