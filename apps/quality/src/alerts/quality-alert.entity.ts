import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A failure rate that left its limits; once per product, period and rule. */
@Entity('quality_alert')
export class QualityAlert {
  @PrimaryColumn('uuid', { name: 'alert_id' }) alertId: string;
  @Column('uuid', { name: 'product_id' }) productId: string;
  @Column('text') category: string;
  @Column('text') chart: string;
  @Column('text') rule: string;
  @Column('text') period: string;
  @Column('int') failures: number;
  /** Failures per unit-week. */
  @Column('double precision') observed: number;
  @Column('double precision') expected: number;
  @Column('double precision', { name: 'upper_limit' }) upperLimit: number;
  @Column('double precision', { name: 'units_at_risk' }) unitsAtRisk: number;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt: Date;
  @Column('int') version: number;
}
