import { PageQuery } from '#common/http/pages.js';
import {
  Code,
  Day,
  Decimal,
  Id,
  Instant,
  ListOf,
  Nested,
  OneOf,
  Optional,
  Text,
  Whole,
} from '#common/validation/fields.js';
import { IsObject } from 'class-validator';
import { type DemandClass, demandClasses } from '../core/forecasting/demand-class.js';
import type { Band } from '../core/plan/plan-item-location.js';
import { PlanningOverrideView } from '../planning-overrides/planning-override.dto.js';
import { StockPolicyView } from '../policies/stock-policy.dto.js';

const most = 1_000_000_000;

export class ForecastQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() locationId?: string;
  @Optional() @OneOf(demandClasses) demandClass?: DemandClass;
  /** Such as `follows-level` or `group-rate`. */
  @Optional() @Code(40) method?: string;
}

export class Quantile {
  @Decimal(0, 1) probability: number;
  /** With this chance demand is not larger. */
  @Decimal(0, 1e12) pieces: number;
}

/** What is wanted in some time, as a distribution. */
export class ForecastBand {
  @Day() from: string;
  @Decimal(0, 1_000_000) days: number;
  @Decimal(0, 1e12) mean: number;
  @ListOf(() => Quantile, 20) quantiles: Quantile[];
}

/** The forecast brought up to the newest demand, with the method of the run that it stands on. */
export class LiveForecastView {
  /** When it was brought up. */
  @Instant() at: string;
  /** Wanted since the run, or told since of days before; negative if planners have taken more away since. */
  @Whole(-most, most) pieces: number;
  @Decimal(0, 1e12) meanPerDay: number;
  @Decimal(0, 1e12) deviationPerDay: number;
  /** Over lead time and review from then on. */
  @Nested(() => ForecastBand) lead: ForecastBand;
  /** On hand and on order less reserved and owed, at that moment. */
  @Whole(-most, most) position: number;
  /** Days that what was free on the shelf lasts; null where nothing is expected. */
  @Optional() @Decimal(-1e12, 1e12) coverDays: number | null;
}

/** As `forecast.live` keeps it. */
export interface LiveRow extends Omit<LiveForecastView, 'lead'> {
  lead: Band & { days: number };
  /** Pieces wanted before the run but told after it: days and quantities. */
  late: [day: string, pieces: number][];
}

/** The forecast that counts for an item-location. */
export class ForecastView {
  @Id() id: string;
  @Id() partId: string;
  @Id() locationId: string;
  @Id() planningRunId: string;
  /** The history ends the day before. */
  @Day() asOf: string;
  @Whole(1, 28) periodDays: number;
  @OneOf(demandClasses) demandClass: DemandClass;
  @Code(40) method: string;
  @Decimal(0, 1e12) meanPerDay: number;
  @Decimal(0, 1e12) deviationPerDay: number;
  /** Share of pieces served from the shelf that the policy aims at. */
  @Decimal(0, 1) targetShare: number;
  /** Class, level, target and what decides, in one sentence. */
  @Text(500) reason: string;
  /** Null while nothing was wanted since the run. */
  @Optional() @Nested(() => LiveForecastView) live: LiveForecastView | null;
  @Whole(1, 2_147_483_647) version: number;
}

export class HistoryPeriod {
  @Day() from: string;
  /** Used and lost, with what planners have adjusted, here and at all places below. */
  @Whole(0, most) pieces: number;
}

export class ForecastReason {
  @Code(40) code: string;
  /** The numbers that belong to it, such as `relativeLoss` or `percentPerPeriod`. */
  @IsObject() values: Record<string, string | number>;
}

const stockingReasons = ['pays', 'does-not-pay', 'kept-by-criticality', 'kept-by-planner'] as const;

/** What plans of the past for the promise itself delivered, each made of what was known then. */
export class TargetCalibration {
  @Decimal(0, 1) rehearsedShare: number;
  /** Pieces wanted in the rehearsals, and the days that they cover. */
  @Decimal(0, 1e12) pieces: number;
  @Whole(0, 10_000) days: number;
}

/** Where the policy's numbers come from. */
export class PolicyGrounds {
  /** Value, variation and criticality such as `B/Z/vital`, or `planner`. */
  @Text(40) targetFrom: string;
  /** What is planned for so that the target is delivered; null in plans from before there were rehearsals. */
  @Optional() @Decimal(0, 1) plannedShare: number | null;
  /** Null: nothing could be rehearsed. */
  @Optional() @Nested(() => TargetCalibration) calibration: TargetCalibration | null;
  @Decimal(0, 1) expectedFillRate: number;
  /** Pieces on the shelf on average. */
  @Decimal(0, 1e12) expectedOnHand: number;
  @Decimal(0, 1e12) safetyStock: number;
  /** Whether keeping the part here costs less than not keeping it. */
  @OneOf(stockingReasons) stocking: (typeof stockingReasons)[number];
  /** Pieces a day from which it does. */
  @Decimal(0, 1e12) breakEvenPerDay: number;
  /** With a chance of 95 % a year's demand is not larger. */
  @Decimal(0, 1e12) yearlyNeed: number;
}

export class StockNow {
  @Whole(0, most) onHand: number;
  @Whole(0, most) reserved: number;
  @Whole(0, most) onOrder: number;
  @Whole(0, most) backordered: number;
}

/** Everything for one chart: history, bands, policy, stock, and why. */
export class ForecastDetail extends ForecastView {
  @ListOf(() => HistoryPeriod, 200) history: HistoryPeriod[];
  @ListOf(() => ForecastBand, 60) bands: ForecastBand[];
  /** Over lead time and review. */
  @Nested(() => ForecastBand) lead: ForecastBand;
  @ListOf(() => ForecastReason, 30) reasons: ForecastReason[];
  /** Average periods between two with demand; null without demand. */
  @Optional() @Decimal(0, 1e6) meanInterval: number | null;
  @Decimal(0, 1e12) squaredVariation: number;
  @Nested(() => PolicyGrounds) grounds: PolicyGrounds;
  @Nested(() => StockPolicyView) policy: StockPolicyView;
  @Nested(() => StockNow) stock: StockNow;
  /** What planners have said that counts now. */
  @ListOf(() => PlanningOverrideView, 10) overrides: PlanningOverrideView[];
  @Instant() computedAt: string;
}
