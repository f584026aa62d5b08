import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('product')
export class Product {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('text') category: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('integer', { name: 'warranty_months' }) warrantyMonths: number;
  @Column('integer') version: number;
}
