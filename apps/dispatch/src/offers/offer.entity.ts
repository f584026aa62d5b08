import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PartQuantity } from '#common/events/values.js';
import type { Term } from '../core/matching/terms.js';
import type { OfferStatus } from '../core/offers/offer-states.js';

/** What a site proposes instead. */
export interface Counter {
  start?: string;
  priceMinor?: number;
  currency?: string;
  parts: PartQuantity[];
}

@Entity('offer')
export class Offer {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'repair_order_id' }) repairOrderId: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('uuid', { name: 'site_id' }) siteId: string;
  @Column('uuid', { name: 'technician_id', nullable: true }) technicianId: string | null;
  @Column('timestamptz', { name: 'proposed_start', nullable: true }) proposedStart: Date | null;
  @Column('timestamptz', { name: 'proposed_finish', nullable: true }) proposedFinish: Date | null;
  @Column('double precision') lon: number;
  @Column('double precision') lat: number;
  @Column('integer', { name: 'travel_seconds' }) travelSeconds: number;
  @Column('integer', { name: 'travel_metres' }) travelMetres: number;
  @Column('timestamptz') deadline: Date;
  @Column('integer') rank: number;
  @Column('double precision') score: number;
  @Column('jsonb') terms: Term[];
  @Column('text') status: OfferStatus;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('jsonb', { nullable: true }) counter: Counter | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  /** The site is left in peace for this order until then. */
  @Column('timestamptz', { name: 'not_again_before', nullable: true }) notAgainBefore: Date | null;
  @Column('integer') version: number;
}
