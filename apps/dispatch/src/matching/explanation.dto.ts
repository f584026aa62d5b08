import { Type } from 'class-transformer';
import { Decimal, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { termNames, type TermName } from '../core/matching/terms.js';
import { CandidateView, RejectedView } from './candidate.dto.js';

export class ExplanationQuery {
  /** How many of the next best to compare with; 3 if left out. */
  @Optional() @Type(() => Number) @Whole(1, 19) alternatives?: number;
}

export class DifferenceView {
  @OneOf(termNames) term: TermName;
  /** What the chosen one and the other cost in this term, in minutes. */
  @Decimal(-1e12, 1e12) chosenMinutes: number;
  @Decimal(-1e12, 1e12) otherMinutes: number;
  /** What the other would cost more; negative: less. */
  @Decimal(-1e12, 1e12) differenceMinutes: number;
  @Text(500) textEn: string;
  @Text(500) textZh: string;
}

export class AlternativeView {
  @Nested(() => CandidateView) candidate: CandidateView;
  /** What the other would cost more altogether; the sum of the differences. */
  @Decimal(-1e12, 1e12) differenceMinutes: number;
  @Text(500) textEn: string;
  @Text(500) textZh: string;
  /** The largest first. */
  @ListOf(() => DifferenceView) differences: DifferenceView[];
}

export class RejectedGroupView {
  /** How many sites or technicians break this rule first. */
  @Whole(1, 100_000) count: number;
  @Nested(() => RejectedView) example: RejectedView;
}

export class ExplanationView {
  @Id() repairOrderId: string;
  /** The ranking that is explained; 0 when the order was never matched. */
  @Whole(0, 1_000_000) number: number;
  @Optional() @Instant() rankedAt?: string;
  /** Who has the order or its offer; missing when nobody has, or somebody whom the ranking did not name. */
  @Optional() @Nested(() => CandidateView) chosen?: CandidateView;
  @ListOf(() => AlternativeView) alternatives: AlternativeView[];
  /** Who was rejected, by rule; the most frequent rule first. */
  @ListOf(() => RejectedGroupView) rejected: RejectedGroupView[];
}
