import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The published score of one site. */
@Entity('score_card')
export class ScoreCard {
  @PrimaryColumn('uuid', { name: 'site_id' }) siteId: string;
  @Column('double precision') score: number;
  @Column('int') orders: number;
  @Column('int', { name: 'weights_version' }) weightsVersion: number;
  /** The last time it was made anew, changed or not. */
  @Column('timestamptz', { name: 'computed_at' }) computedAt: Date;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('int') version: number;
}
