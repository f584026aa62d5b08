import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IndicatorWeights } from '../core/score-card.js';

/** One version of how much each indicator weighs; the newest that is valid counts. Never changed, only followed. */
@Entity('score_weights')
export class ScoreWeights implements IndicatorWeights {
  @PrimaryColumn('int') version: number;
  @Column('double precision') truthfulness: number;
  @Column('double precision') satisfaction: number;
  @Column('double precision', { name: 'repair_time' }) repairTime: number;
  @Column('double precision', { name: 'diagnosis_accuracy' }) diagnosisAccuracy: number;
  @Column('double precision') attitude: number;
  @Column('double precision') compliance: number;
  @Column('timestamptz', { name: 'valid_from' }) validFrom: Date;
  @Column('text') note: string;
}
