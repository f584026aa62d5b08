import { Decimal, Id, Instant, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a site's six indicators changed; heard by dispatch (matching). */
export class ScoreCardPublished {
  static readonly type = 'quality.score-card.published.v1';
  static readonly key = 'siteId';
  static readonly about = "Published when a site's six indicators changed; heard by dispatch (matching).";
  static readonly example: ScoreCardPublished = {
    siteId: exampleId(7),
    score: 87.5,
    orders: 1,
    truthfulness: 87.5,
    satisfaction: 87.5,
    repairTime: 87.5,
    diagnosisAccuracy: 87.5,
    attitude: 87.5,
    compliance: 87.5,
    publishedAt: exampleInstant,
    version: 1,
  };

  @Id() siteId: string;
  @Decimal(0, 100) score: number;
  @Whole(0, 100_000_000) orders: number;
  @Decimal(0, 100) truthfulness: number;
  @Decimal(0, 100) satisfaction: number;
  @Decimal(0, 100) repairTime: number;
  @Decimal(0, 100) diagnosisAccuracy: number;
  @Decimal(0, 100) attitude: number;
  @Decimal(0, 100) compliance: number;
  @Instant() publishedAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
