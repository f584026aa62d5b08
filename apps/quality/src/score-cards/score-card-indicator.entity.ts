import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IndicatorName } from '../core/indicators.js';

/** One indicator of a site's card with what its number was made of. Means and score are 0..100, sums are of values 0..1. */
@Entity('score_card_indicator')
export class ScoreCardIndicator {
  @PrimaryColumn('uuid', { name: 'site_id' }) siteId: string;
  @PrimaryColumn('text') indicator: IndicatorName;
  @Column('int') orders: number;
  @Column('double precision') sum: number;
  @Column('double precision', { name: 'sum_squares' }) sumSquares: number;
  @Column('double precision', { name: 'own_mean', nullable: true }) ownMean: number | null;
  @Column('double precision', { name: 'network_mean' }) networkMean: number;
  @Column('double precision', { name: 'prior_orders' }) priorOrders: number;
  @Column('double precision') score: number;
}
