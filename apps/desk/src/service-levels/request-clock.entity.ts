import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WorkingHours } from '../core/service-level/calendar.js';
import type { ClockKind, ServiceClock } from '../core/service-level/clock.js';

@Entity('service_clock')
export class RequestClock implements ServiceClock {
  @PrimaryColumn('uuid', { name: 'request_id' }) requestId: string;
  @PrimaryColumn('text') kind: ClockKind;
  @PrimaryColumn('smallint') attempt: number;
  @Column('integer', { name: 'target_seconds' }) targetSeconds: number;
  @Column('integer', { name: 'warn_seconds' }) warnSeconds: number;
  /** As it was when the clock started: a later change of the calendar changes no promise. */
  @Column('jsonb', { nullable: true }) calendar: WorkingHours;
  @Column('timestamptz', { name: 'started_at' }) startedAt: Date;
  @Column('bigint', { name: 'used_milliseconds', transformer: { from: Number, to: (value: number) => value } })
  usedMilliseconds: number;
  @Column('timestamptz', { name: 'running_since', nullable: true }) runningSince: Date | null;
  @Column('text', { array: true }) pauses: string[];
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt: Date | null;
  @Column('timestamptz', { name: 'warned_at', nullable: true }) warnedAt: Date | null;
  @Column('timestamptz', { name: 'breached_at', nullable: true }) breachedAt: Date | null;
  @Column('timestamptz', { name: 'stopped_at', nullable: true }) stoppedAt: Date | null;
}
