import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Criticality } from '#common/events/lists.js';

@Entity('part')
export class Part {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text') category: string;
  @Column('integer', { name: 'unit_cost_minor' }) unitCostMinor: number;
  @Column('text') currency: string;
  @Column('text') criticality: Criticality;
  /** Purchases come in multiples of this. */
  @Column('integer', { name: 'pack_quantity' }) packQuantity: number;
  @Column('uuid', { name: 'superseded_by_part_id', nullable: true }) supersededByPartId: string | null;
  @Column('integer', { name: 'weight_grams', nullable: true }) weightGrams: number | null;
  @Column('integer', { name: 'volume_cubic_centimetres', nullable: true }) volumeCubicCentimetres: number | null;
  @Column('integer') version: number;
}
