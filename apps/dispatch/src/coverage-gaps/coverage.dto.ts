import { Type } from 'class-transformer';
import { Code, Decimal, Id, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { type GapReason, gapReasons } from '../core/sites/coverage-gaps.js';

export class CoverageQuery {
  /** Orders of the last so many days say what is wanted where; 90 if left out. */
  @Optional() @Type(() => Number) @Whole(1, 730) days?: number;
  /** Only this skill. */
  @Optional() @Code() skill?: string;
  /** At most so many gaps, those with the most orders first; 200 if left out. */
  @Optional() @Type(() => Number) @Whole(1, 1_000) limit?: number;
}

export class NearestSite {
  @Id() siteId: string;
  @Whole(0, 40_000_000) distanceMetres: number;
}

export class GapView {
  @Text(2) country: string;
  @Text(64) subdivision: string;
  @Text(120) locality: string;
  /** The middle of its orders. */
  @Decimal(-180, 180) lon: number;
  @Decimal(-90, 90) lat: number;
  @Code() category: string;
  @Code() skill: string;
  @Whole(1, 5) level: number;
  /** Orders of the period that asked for it. */
  @Whole(1, 2_147_483_647) orders: number;
  /** What keeps the site that is nearest to doing it from coming: it takes no orders, does not serve the category, has nobody with the skill or the level, or does not reach there. */
  @OneOf(gapReasons) reason: GapReason;
  @Optional() @Nested(() => NearestSite) nearest?: NearestSite;
}

export class CoverageView {
  /** What was looked at: a town with a category, a skill and a level. */
  @Whole(0, 100_000) looked: number;
  @Whole(0, 100_000) gaps: number;
  @ListOf(() => GapView, 1_000) items: GapView[];
}
