import { PageQuery } from '#common/http/pages.js';
import {
  Code,
  Decimal,
  Flag,
  Id,
  Instant,
  ListOf,
  Nested,
  OneOf,
  Optional,
  Text,
  Whole,
} from '#common/validation/fields.js';
import type { Definition } from '../core/definitions.js';
import { type IndicatorName, indicatorNames } from '../core/indicators.js';

/** What a number counts, in both languages. */
export class DefinitionView implements Definition {
  @Text(1000) en: string;
  @Text(1000) zh: string;
}

export class IndicatorView {
  @OneOf(indicatorNames) indicator: IndicatorName;
  /** 0..100, shrunk towards the network. */
  @Decimal(0, 100) score: number;
  /** The mean of the site's own orders; null without any. */
  @Optional() @Decimal(0, 100) ownMean: number | null;
  @Decimal(0, 100) networkMean: number;
  /** How many orders the network's mean weighs. */
  @Decimal(0, 1000) priorOrders: number;
  /** Orders that say something about this indicator. */
  @Whole(0, 100_000_000) orders: number;
  @Decimal(0, 1000) weight: number;
  @Nested(() => DefinitionView) definition: Definition;
  /** Where to read the orders behind the number. */
  @Text(200) ordersAt: string;
}

export class ScoreCardView {
  @Id() siteId: string;
  @Optional() @Text(64) siteCode: string | null;
  @Optional() @Text(120) siteName: string | null;
  @Decimal(0, 100) score: number;
  /** Orders finished in the window. */
  @Whole(0, 100_000_000) orders: number;
  @Whole(1, 1_000_000) weightsVersion: number;
  @Whole(1, 10_000) windowDays: number;
  @Instant() computedAt: string;
  @Instant() publishedAt: string;
  @ListOf(() => IndicatorView) indicators: IndicatorView[];
  @Nested(() => DefinitionView) definition: Definition;
  @Whole(1, 2_147_483_647) version: number;
}

export class ScoreCardQuery extends PageQuery {}

export class ScoredOrdersQuery extends PageQuery {
  @OneOf(indicatorNames) indicator: IndicatorName;
}

/** One order behind an indicator: its value and the facts that it was made of. */
export class ScoredOrderView {
  @Id() repairOrderId: string;
  @Id() failureRecordId: string;
  @Text(32) number: string;
  /** 0..100. */
  @Decimal(0, 100) value: number;
  @Instant() acceptedAt: string;
  @Instant() scheduledStart: string;
  @Optional() @Instant() windowFrom: string | null;
  @Optional() @Instant() windowTo: string | null;
  @Instant() arrivedAt: string;
  @Instant() finishedAt: string;
  @Whole(0, 2_147_483_647) waitingPartsSeconds: number;
  @Whole(0, 1000) mandatoryStepsDone: number;
  @Whole(0, 1000) mandatoryStepsTotal: number;
  @Optional() @Code() faultCode: string | null;
  @Flag() faultFreePartReplaced: boolean;
  @Optional() @Instant() returnedAt: string | null;
  @Optional() @Flag() satisfied: boolean | null;
  @Optional() @Flag() complaint: boolean | null;
  @Optional() @Flag() timesConfirmed: boolean | null;
  @Optional() @Flag() workConfirmed: boolean | null;
  @Optional() @Whole(1, 5) attitude: number | null;
}

export class WeightsBody {
  @Decimal(0, 1000) truthfulness: number;
  @Decimal(0, 1000) satisfaction: number;
  @Decimal(0, 1000) repairTime: number;
  @Decimal(0, 1000) diagnosisAccuracy: number;
  @Decimal(0, 1000) attitude: number;
  @Decimal(0, 1000) compliance: number;
  /** Why the weights change. */
  @Text(500) note: string;
}

export class WeightsView extends WeightsBody {
  @Whole(1, 1_000_000) version: number;
  @Instant() validFrom: string;
}

export class RecomputedView {
  @Whole(0, 1_000_000) sites: number;
  @Whole(0, 1_000_000) published: number;
}
