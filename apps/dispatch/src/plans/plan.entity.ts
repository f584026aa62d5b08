import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlanKind, PlanStatus } from '#common/events/lists.js';
import type { Cause, LapseReason } from '../core/plans/causes.js';
import type { PlanFigures, PlanRow } from '../core/plans/plan-outcome.js';
import type { PlanTravel } from '../core/plans/roads.js';
import type { Term } from '../core/planning/model/objective.js';

/** What a solve found. */
export interface StoredOutcome {
  before: PlanFigures;
  after: PlanFigures;
  changedTechnicians: number;
  changedTimes: number;
  cost: number;
  terms: Record<Term, number>;
  steps: number;
  /** Who said how long the drives take; plans made before it was asked have none. */
  travel?: PlanTravel;
}

/** A row as it is stored: what became of it, too. */
export type StoredRow = PlanRow & { isPublished?: boolean };

@Entity('plan')
export class PlanRun {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: PlanKind;
  @Column('text') scope: string;
  @Column('uuid', { name: 'site_ids', array: true }) siteIds: string[];
  @Column('date', { name: 'first_day' }) firstDay: string;
  @Column('date', { name: 'last_day' }) lastDay: string;
  @Column('integer') seconds: number;
  @Column('integer') seed: number;
  @Column('text') status: PlanStatus;
  /** What happened while the day ran; none for a plan that somebody asked for. */
  @Column('jsonb') causes: Cause[];
  /** System time, as `leaseUntil`. */
  @Column('timestamptz', { name: 'not_before', nullable: true }) notBefore: Date | null;
  @Column('text', { name: 'lapsed_because', nullable: true }) lapsedBecause: LapseReason | null;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('smallint') attempts: number;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('boolean', { name: 'stop_wanted' }) stopWanted: boolean;
  @Column('double precision') progress: number;
  @Column('text', { nullable: true }) error: string | null;
  @Column('jsonb', { nullable: true }) outcome: StoredOutcome | null;
  @Column('jsonb') rows: StoredRow[];
  @Column('integer') version: number;
}
