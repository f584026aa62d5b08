import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SiteKind, SiteStatus } from '#common/events/lists.js';
import type { Area } from '../core/matching/territory.js';
import type { DayImprovements } from '../core/plans/causes.js';
import type { WeeklyPeriod } from '../core/time/weekly-hours.js';

@Entity('site')
export class Site {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') kind: SiteKind;
  @Column('text') status: SiteStatus;
  @Column('double precision') lon: number;
  @Column('double precision') lat: number;
  @Column('text', { name: 'time_zone' }) timeZone: string;
  @Column('text') country: string;
  @Column('text') subdivision: string;
  @Column('text') locality: string;
  @Column('jsonb', { nullable: true }) territory: Area | null;
  @Column('integer', { name: 'radius_metres' }) radiusMetres: number;
  @Column('jsonb', { name: 'opening_hours' }) openingHours: WeeklyPeriod[];
  @Column('jsonb') holidays: string[];
  @Column('integer', { name: 'daily_capacity' }) dailyCapacity: number;
  @Column('text') currency: string;
  @Column('text', { array: true }) categories: string[];
  /** Null = as the network. */
  @Column('text', { name: 'day_improvements', nullable: true }) dayImprovements: DayImprovements | null;
  @Column('integer') version: number;
}
