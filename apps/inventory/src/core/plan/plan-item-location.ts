import type { Criticality } from '#common/events/lists.js';
import type { DemandClass } from '../forecasting/demand-class.js';
import type { DemandForecast } from '../forecasting/demand-forecast.js';
import { forecastItem, type InstalledBase } from '../forecasting/forecast-item.js';
import type { GroupModel } from '../forecasting/group-model.js';
import { changesSince, type ForecastSummary, type Reason } from '../forecasting/reasons.js';
import { threeDigits } from '../forecasting/three-digits.js';
import { type ItemPlan, planForecast } from '../policy/plan-item.js';
import { type StockingDecision, stockOrNot } from '../policy/stocking.js';
import { startingMatrix, type TargetMatrix, type ValueClass, variationClass } from '../policy/target-matrix.js';
import { daysOfYear, holdingPerYear, shortageWeight } from './costs.js';
import { type PlannedTarget, plannedTarget } from './planned-target.js';
import { levelsOf, policyRule, reviewDays } from './policy-rule.js';
import type { Calibration } from './rehearse.js';

/** What a planner knows better; each until it ends. */
export interface PlannerOverrides {
  meanPerDay?: number;
  demandClass?: DemandClass;
  targetShare?: number;
}

export interface PlannedPart {
  unitCostMinor: number;
  packQuantity: number;
  criticality: Criticality;
  valueClass: ValueClass;
}

export interface ItemLocationInput {
  /** Pieces per period, oldest first. */
  history: readonly number[];
  periodDays: number;
  /** Periods ahead that are forecast one by one. */
  horizon: number;
  leadTime: { meanDays: number; deviationDays: number };
  /** Refills come from outside, in packs. */
  isBought: boolean;
  part: PlannedPart;
  group: GroupModel;
  /** The forecast that is published now. */
  before?: ForecastSummary;
  overrides: PlannerOverrides;
  /** Cost of one piece that is not there when it is wanted, in minor units. */
  shortageCostMinor: number;
  /** Fill rates by value, variation and criticality; what Callout starts with if left out. */
  targets?: TargetMatrix;
  /** What is known of others; counts while there are hardly any demands here. */
  installedBase?: InstalledBase;
  /** What plans of the past delivered; left out: the promise itself is planned for. */
  calibration?: Calibration;
}

/** Quantiles that are kept and shown, ascending. */
export const shownQuantiles = [0.1, 0.5, 0.9, 0.95, 0.99] as const;

/** Mean and quantiles, one for each of `shownQuantiles`. */
export interface Band {
  mean: number;
  quantiles: number[];
}

export interface ItemLocationPlan {
  demandClass: DemandClass;
  method: string;
  reasons: Reason[];
  /** Null without demand. */
  meanInterval: number | null;
  squaredVariation: number;
  meanPerDay: number;
  deviationPerDay: number;
  /** One for each coming period. */
  bands: Band[];
  /** Over lead time and review. */
  lead: Band & { days: number };
  /** With this chance a year's demand is not larger: what lies above it is excess. */
  yearlyNeed: number;
  periodsSinceDemand: number;
  leadTimeDays: number;
  leadTimeDeviationDays: number;
  /** Order when position < reorderPoint, up to orderUpTo. */
  reorderPoint: number;
  orderUpTo: number;
  /** What is promised. */
  targetShare: number;
  /** Where the target comes from: value, variation and criticality, or a planner. */
  targetFrom: string;
  /** What is planned for so that the promise is delivered. */
  plannedShare: number;
  /** What the planned share was learnt from; null: nothing could be rehearsed, the promise is planned for. */
  calibration: Omit<PlannedTarget, 'plannedShare'> | null;
  expectedFillRate: number;
  expectedOnHand: number;
  safetyStock: number;
  limits: ItemPlan['limits'];
  stocking: StockingDecision['reason'] | 'kept-by-planner';
  breakEvenPerDay: number;
  /** What is known of others, where the forecast stands on it. */
  base?: InstalledBase;
  /** What counts without the planner's word; left out where no planner has said anything. */
  automatic?: AutomaticPlan;
  reason: string;
}

/** What would be planned without a planner's overrides. */
export interface AutomaticPlan {
  meanPerDay: number;
  /** Of the first period, one for each of `shownQuantiles`. */
  quantiles: number[];
  reorderPoint: number;
  orderUpTo: number;
  targetShare: number;
}

type Stocking = Omit<StockingDecision, 'reason'> & { reason: ItemLocationPlan['stocking'] };

/** Counting and reviewing one more kept part for a year, as a share of what a shortage costs. */
const handlingPerYear = 0.1;
const likelyNeed = 0.95;

/** Everything about one item-location from its history: forecast, target, whether to keep it, reorder point and order-up-to level, each with its reason. */
export function planItemLocation(input: ItemLocationInput): ItemLocationPlan {
  const { history, periodDays, leadTime, part, overrides } = input;
  const forecast = forecastOfInput(input);
  const period = forecast.period(1);
  const xyz = variationClass(period.mean, period.variance);
  const cell = `${part.valueClass}/${xyz}/${part.criticality}` as const;
  const targetShare = overrides.targetShare ?? (input.targets ?? startingMatrix)[cell];
  const target = plannedTarget(targetShare, input.calibration);
  const plannedShare = figure(target?.plannedShare ?? targetShare);
  const plan = policyOf(input, forecast, plannedShare);
  const stocking = stockingOf(input, plan, period.mean);
  const { keep } = stocking;
  const kept = keep ? levelsOf(plan) : { reorderPoint: 0, orderUpTo: 0 };
  const protectionDays = leadTime.meanDays + reviewDays;
  // The same sum as the policy's: it is there already.
  const lead = forecast.sum(
    leadTime.meanDays / periodDays + reviewDays / periodDays,
    (leadTime.deviationDays / periodDays) ** 2,
  );
  const { demandClass, meanInterval, squaredVariation } = forecast.classification;
  const targetFrom = overrides.targetShare === undefined ? cell : 'planner';
  const found = {
    demandClass,
    method: forecast.method,
    reasons: reasonsOf(input, forecast),
    meanInterval: Number.isFinite(meanInterval) ? figure(meanInterval) : null,
    squaredVariation: figure(squaredVariation),
    meanPerDay: figure(period.mean / periodDays),
    deviationPerDay: figure(Math.sqrt(period.variance / periodDays)),
    bands: bandsOf(forecast, input.horizon),
    lead: { ...bandOf(lead), days: figure(protectionDays) },
    yearlyNeed: Math.ceil(forecast.quantileOver(daysOfYear / periodDays, likelyNeed)),
    periodsSinceDemand: periodsSince(history),
    leadTimeDays: leadTime.meanDays,
    leadTimeDeviationDays: leadTime.deviationDays,
    ...kept,
    targetShare,
    targetFrom,
    plannedShare,
    calibration: target
      ? { rehearsedShare: figure(target.rehearsedShare), pieces: target.pieces, days: target.days }
      : null,
    expectedFillRate: keep ? figure(plan.service.fillRate) : 0,
    expectedOnHand: keep ? figure(plan.service.onHand) : 0,
    safetyStock: keep ? figure(plan.safetyStock) : 0,
    limits: plan.limits,
    stocking: stocking.reason,
    breakEvenPerDay: figure(Math.min(1e9, stocking.breakEvenPerPeriod / periodDays)),
  };
  const automatic = Object.keys(overrides).length > 0 && { automatic: automaticOf(input) };
  const { installedBase } = input;
  const base = installedBase && isOfOthers(forecast.method) && { base: installedBase };
  return Object.assign(found, base, automatic, { reason: inWords(found) });
}

const isOfOthers = (method: string) => method === 'pooled' || method === 'installed-base';

function automaticOf(input: ItemLocationInput): AutomaticPlan {
  const { meanPerDay, bands, reorderPoint, orderUpTo, targetShare } = planItemLocation({ ...input, overrides: {} });
  return { meanPerDay, quantiles: bands[0]?.quantiles ?? [], reorderPoint, orderUpTo, targetShare };
}

function forecastOfInput({
  history,
  periodDays,
  horizon,
  group,
  before,
  overrides,
  installedBase,
}: ItemLocationInput): DemandForecast {
  const { demandClass, meanPerDay } = overrides;
  return forecastItem(history, {
    group,
    horizon,
    ...(before && { previousMethod: before.method }),
    ...(installedBase && { installedBase }),
    ...(demandClass && { forcedClass: demandClass }),
    ...(meanPerDay !== undefined && { forcedMean: meanPerDay * periodDays }),
  });
}

function policyOf(input: ItemLocationInput, forecast: DemandForecast, share: number): ItemPlan {
  const { periodDays, leadTime, isBought, part } = input;
  const supply = { leadTime, isBought, packQuantity: part.packQuantity };
  return planForecast(forecast, policyRule(supply, periodDays, forecast.mean(1), share));
}

/** Whether keeping pays; a target that a planner has set says that it must be kept. */
function stockingOf(input: ItemLocationInput, plan: ItemPlan, perPeriod: number): Stocking {
  const { part, periodDays, shortageCostMinor, overrides } = input;
  const years = periodDays / daysOfYear;
  const perShortage = shortageCostMinor * shortageWeight[part.criticality];
  const decision = stockOrNot({
    demandPerPeriod: perPeriod,
    stockPieces: plan.service.onHand,
    holdingPerPiecePeriod: part.unitCostMinor * holdingPerYear * years,
    fillRate: plan.service.fillRate,
    perShortage,
    perKeptPartPeriod: handlingPerYear * shortageCostMinor * years,
  });
  if (decision.keep || overrides.targetShare === undefined) return decision;
  return { ...decision, keep: true, reason: 'kept-by-planner' };
}

function reasonsOf({ before, periodDays }: ItemLocationInput, forecast: DemandForecast): Reason[] {
  if (!before) return [...forecast.reasons];
  const { demandClass } = forecast.classification;
  const now = { method: forecast.method, demandClass, meanPerPeriod: figure(forecast.mean(1)) };
  return [...forecast.reasons, ...changesSince({ ...before, meanPerPeriod: figure(before.meanPerPeriod) }, now)].map(
    ({ code, values }) => ({ code, values: code.startsWith('level-') ? { ...values, periodDays } : values }),
  );
}

/** Without drift and season all periods are one distribution, which is read once. */
function bandsOf(forecast: DemandForecast, horizon: number): Band[] {
  const bands: Band[] = [];
  let read: { key: number; band: Band } | undefined;
  for (let ahead = 1; ahead <= horizon; ahead += 1) {
    const key = forecast.keyOf(ahead);
    if (read?.key !== key) {
      const { mean, quantiles } = forecast.band(ahead, shownQuantiles);
      read = { key, band: { mean: figure(mean), quantiles: quantiles.map(figure) } };
    }
    bands.push(read.band);
  }
  return bands;
}

/** Mean and the shown quantiles of a distribution. */
export const bandOf = (distribution: { mean: number; quantile(probability: number): number }): Band => ({
  mean: figure(distribution.mean),
  quantiles: shownQuantiles.map((probability) => figure(distribution.quantile(probability))),
});

function periodsSince(history: readonly number[]): number {
  const last = history.findLastIndex((quantity) => quantity > 0);
  return last < 0 ? history.length : history.length - 1 - last;
}

function inWords(plan: Omit<ItemLocationPlan, 'reason'>): string {
  const { demandClass, method, meanPerDay, targetShare, targetFrom, lead, stocking, limits } = plan;
  const demand = `${demandClass} demand of ${short(meanPerDay)} a day (${method}), ${short(lead.mean)} over ${short(lead.days)} days of lead time and review`;
  if (stocking === 'does-not-pay')
    return `${demand}: not kept, pays from ${short(plan.breakEvenPerDay)} a day (target ${targetFrom})`;
  const more = limits.filter((limit) => limit !== 'target');
  const with_ = more.length > 0 ? `, orders by ${more.join(' and ')}` : '';
  return `${demand}; ${percent(targetShare)} of pieces from the shelf (${targetFrom})${calibrated(plan)}${with_}`;
}

/** Only where it makes a difference that a planner can see. */
function calibrated({ targetShare, plannedShare, calibration }: Omit<ItemLocationPlan, 'reason'>): string {
  if (!calibration || percent(plannedShare) === percent(targetShare)) return '';
  const { rehearsedShare, pieces, days } = calibration;
  return `, planned for ${percent(plannedShare)} since plans for it delivered ${percent(rehearsedShare)} of ${pieces} pieces in ${days} days`;
}

/** Six digits: what a database keeps and a screen shows. */
export function figure(value: number): number {
  const size = Math.abs(value);
  if (size < mostQuick && Number.isInteger(value)) return value;
  if (!(size >= leastQuick && size < mostQuick)) return Number(value.toPrecision(6));
  // The same as by way of the digits in a third of the time: a plan has some thirty of these.
  const power = powers[5 - Math.floor(Math.log10(size))] ?? 1;
  return Math.round(value * power) / power;
}

const [leastQuick, mostQuick] = [1e-6, 1e6];
const powers = Array.from({ length: 12 }, (_, digits) => 10 ** digits);
const percent = (share: number) => `${short(share * 100)} %`;
const short = (value: number) => String(threeDigits(value));
