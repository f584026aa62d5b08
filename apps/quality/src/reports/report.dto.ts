import { Type } from 'class-transformer';
import { Code, Decimal, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import type { Definition } from '../core/definitions.js';
import { DefinitionView } from '../score-cards/score-card.dto.js';
import { type ParetoGroup, paretoGroups, type RecordGroup, recordGroups } from './groups.js';
import { ReportFilter } from './period.dto.js';

const most = 100_000_000;

export class ParetoQuery extends ReportFilter {
  @OneOf(paretoGroups) by: ParetoGroup;
  /** Bars at most, 50 if left out; the shares are of all. */
  @Optional() @Type(() => Number) @Whole(1, 200) limit?: number;
}

export class RateQuery extends ReportFilter {
  /** Also split by this. */
  @Optional() @OneOf(recordGroups) by?: RecordGroup;
}

export class LabelView {
  @Text(200) en: string;
  @Text(200) zh: string;
}

class Report {
  @Nested(() => DefinitionView) definition: Definition;
  @Instant() from: string;
  @Instant() to: string;
}

export class ParetoBarView {
  @Code() key: string;
  @Optional() @Nested(() => LabelView) label: LabelView | null;
  @Whole(0, most) count: number;
  @Decimal(0, 1) share: number;
  @Decimal(0, 1) cumulativeShare: number;
  /** The failure records behind the bar. */
  @Text(1000) recordsAt: string;
}

export class ParetoView extends Report {
  @OneOf(paretoGroups) by: ParetoGroup;
  @Whole(0, most) total: number;
  @ListOf(() => ParetoBarView, 200) bars: ParetoBarView[];
}

export class RateGroupView {
  @Code() key: string;
  @Optional() @Nested(() => LabelView) label: LabelView | null;
  @Whole(0, most) hits: number;
  @Whole(0, most) counted: number;
  @Optional() @Decimal(0, 1) rate: number | null;
}

export class RateView extends Report {
  @Whole(0, most) hits: number;
  @Whole(0, most) counted: number;
  /** Hits / counted; null when nothing counts. */
  @Optional() @Decimal(0, 1) rate: number | null;
  @Text(1000) hitsAt: string;
  @Text(1000) missesAt: string;
  @ListOf(() => RateGroupView, 200) groups: RateGroupView[];
}

export class RepairTimeGroupView {
  @Optional() @Code() key: string | null;
  @Optional() @Nested(() => LabelView) label: LabelView | null;
  @Whole(0, most) orders: number;
  @Optional() @Decimal(0, 1e10) meanSeconds: number | null;
  @Optional() @Decimal(0, 1e10) medianSeconds: number | null;
  @Optional() @Decimal(0, 1e10) ninetiethPercentileSeconds: number | null;
  @Optional() @Decimal(0, 1e10) responseSeconds: number | null;
  @Optional() @Decimal(0, 1e10) waitingPartsSeconds: number | null;
  @Optional() @Decimal(0, 1e10) travelSeconds: number | null;
  @Optional() @Decimal(0, 1e10) diagnosisSeconds: number | null;
  @Optional() @Decimal(0, 1e10) repairSeconds: number | null;
}

export class RepairTimeView extends Report {
  @Nested(() => RepairTimeGroupView) total: RepairTimeGroupView;
  @ListOf(() => RepairTimeGroupView, 200) groups: RepairTimeGroupView[];
}

export class OfferAnswersQuery {
  @Optional() @Instant() from?: string;
  @Optional() @Instant() to?: string;
  @Optional() @Id() siteId?: string;
}

export class DeclinedView {
  @Code() reason: string;
  @Whole(0, most) count: number;
}

export class OfferAnswersGroupView {
  @Id() siteId: string;
  @Optional() @Text(120) siteName: string | null;
  @Whole(0, most) accepted: number;
  @Whole(0, most) declined: number;
  @Whole(0, most) expired: number;
  @Optional() @Decimal(0, 1e10) meanAnswerSeconds: number | null;
  @ListOf(() => DeclinedView) reasons: DeclinedView[];
}

export class OfferAnswersView extends Report {
  @ListOf(() => OfferAnswersGroupView, 200) sites: OfferAnswersGroupView[];
}
