import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CategoryDefaults } from '../core/triage/suggestion.js';

@Entity('category')
export class Category implements CategoryDefaults {
  @PrimaryColumn('text') code: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text') skill: string;
  @Column('smallint', { name: 'skill_level' }) skillLevel: number;
  @Column('text', { nullable: true }) certificate: string | null;
  @Column('integer', { name: 'duration_minutes' }) durationMinutes: number;
  @Column('integer') version: number;
}
