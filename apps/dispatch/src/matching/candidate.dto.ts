import {
  Code,
  CodeList,
  Decimal,
  Id,
  Instant,
  ListOf,
  OneOf,
  Optional,
  Text,
  Whole,
} from '#common/validation/fields.js';
import { TermView } from '../offers/offer.dto.js';
import { ruleNames, type RuleName } from '../core/matching/rules.js';

export class CandidateView {
  /** Among those that the caller sees: a site's own people are counted as if there were no others. */
  @Whole(1, 1000) rank: number;
  @Id() siteId: string;
  @Text(120) siteName: string;
  @Id() technicianId: string;
  @Text(120) technicianName: string;
  @Whole(0, 5) level: number;
  @Instant() start: string;
  @Instant() finish: string;
  @Whole(0, 1_000_000) travelSeconds: number;
  @Whole(0, 100_000_000) travelMetres: number;
  @Decimal(-1e12, 1e12) score: number;
  @ListOf(() => TermView) terms: TermView[];
}

export class RejectedView {
  @Id() siteId: string;
  @Text(120) siteName: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @Text(120) technicianName?: string;
  @OneOf(ruleNames) rule: RuleName;
  @Text(500) textEn: string;
  @Text(500) textZh: string;
  /** What would make it possible. */
  @Text(500) remedyEn: string;
  @Text(500) remedyZh: string;
}

export class CandidatesView {
  @Id() repairOrderId: string;
  /** Counts the rankings of the order. */
  @Whole(0, 1_000_000) number: number;
  @Optional() @Instant() rankedAt?: string;
  @ListOf(() => CandidateView) candidates: CandidateView[];
  @ListOf(() => RejectedView, 5000) rejected: RejectedView[];
}

export class ExceptionView {
  @Id() repairOrderId: string;
  @Text(40) number: string;
  @Text(120) locality: string;
  /** IANA name: whose clock counts there. */
  @Text(64) timeZone: string;
  @Code() category: string;
  @Code() skill: string;
  @Whole(1, 5) skillLevel: number;
  @Instant() dueBy: string;
  @Text(20) priority: string;
  /** The rules that left nobody, most frequent first; `unsafe`: nobody is sent before the dispatcher has decided. */
  @CodeList() reasons: string[];
  /** What was said at the order's last step, such as what the technician found unsafe. */
  @Optional() @Text(500) why?: string;
  @Instant() since: string;
  @Whole(0, 100_000) attempts: number;
  /** For one that is `unsafe`: when the dispatcher is asked again. */
  @Instant() tryAgainAt: string;
  @Whole(1, 2_147_483_647) version: number;
}
