import { type Classification, classify, type DemandClass } from './demand-class.js';
import { DemandForecast } from './demand-forecast.js';
import { ageClass, type GroupModel, noGroup } from './group-model.js';
import { type RatePrior, updateRate } from './distributions/installed-base.js';
import { groupInUnits, type Item, itemOf } from './item.js';
import { dispersionOf, levelOf } from './level.js';
import { methods, type SelectableMethod } from './method-table.js';
import { type Reason, reason } from './reasons.js';
import { choose, measureLosses } from './selection.js';
import { threeDigits as rounded } from './three-digits.js';

export interface ForecastOptions {
  group?: GroupModel;
  /** Periods ahead that matter for the choice, e.g. lead time and review. */
  horizon?: number;
  /** The method of the last run: left only for a clearly better one. */
  previousMethod?: string;
  /** A planner's choice; no selection then. */
  forcedMethod?: SelectableMethod;
  /** A planner's class instead of the one that the history says; `none`: the group's rate. */
  forcedClass?: DemandClass;
  /** A planner's mean in pieces per period; the spread stays that of parts at this level. */
  forcedMean?: number;
  oneOffPeriods?: readonly number[];
  /** Units in the field: used while the part has fewer than three demands of its own. */
  installedBase?: InstalledBase;
}

/** A rate that is known from others × what it applies to: unit-years in the field, or for `pooled` pieces of the category that the place is asked for. */
export interface InstalledBase {
  /** `installed-base` if left out. */
  method?: 'installed-base' | 'pooled';
  /** Rate per unit-year of the model or its group (`learnRatePrior`); the part's own failures are added here. */
  prior: RatePrior;
  /** Own pieces over `unitYearsSeen`; those of the whole history if left out. */
  piecesSeen?: number;
  /** Unit-years in which the part's own failures were counted, and that each coming period adds. */
  unitYearsSeen: number;
  unitYearsPerPeriod: number;
  piecesPerFailure: number;
}

/**
 * The forecast of one item-location from its demand per period (pieces, oldest first; null for unknown). Total: any history gives a
 * distribution and the reasons for it – none, all zero, one demand, huge, negative, gaps, NaN.
 */
export function forecastItem(
  history: readonly (number | null | undefined)[],
  options: ForecastOptions = {},
): DemandForecast {
  return forecastOf(itemOf(history, options.oneOffPeriods ? { oneOffPeriods: options.oneOffPeriods } : {}), options);
}

/** The same for a history that is clean already. */
export function forecastOf(item: Item, options: ForecastOptions = {}): DemandForecast {
  const { horizon = 6, forcedMethod, previousMethod } = options;
  const group = groupInUnits(options.group ?? noGroup, item.unit);
  const own = classify(item.demand);
  const { forcedClass = own.demandClass, forcedMean, installedBase } = options;
  const classification = { ...own, demandClass: forcedClass };
  const { demandClass } = classification;
  if (forcedMean !== undefined) return fromPlanner(item, group, classification, forcedMean);
  if (installedBase && item.demand.filter((quantity) => quantity > 0).length < fewDemands) {
    return fromInstalledBase(item, group, classification, installedBase);
  }
  if (demandClass === 'none') {
    const code = item.demand.length === 0 ? 'no-history' : 'no-demand-group-rate';
    const reasons = [reason(code, { periods: item.demand.length, groupItems: group.items }), ...noteReasons(item)];
    return new DemandForecast(item, group, 'group-rate', classification, reasons, 'counts-level');
  }
  if (forcedMethod)
    return new DemandForecast(item, group, forcedMethod, classification, noteReasons(item), forcedMethod);
  const losses = measureLosses(item.demand, demandClass, group, horizon);
  const choice = choose(losses, demandClass, group, previousMethod);
  const reasons = [
    classReason(classification),
    ...(forcedClass === own.demandClass ? [] : [reason('planner-class', { instead: own.demandClass })]),
    reason(choice.why, { method: choice.method, relativeLoss: rounded(choice.relativeLoss), origins: losses.origins }),
    ...levelReasons(item, group, choice.method),
    ...noteReasons(item),
  ];
  return new DemandForecast(item, group, choice.method, classification, reasons, choice.method);
}

/** With fewer demands of its own an item is planned by what is known of others. */
export const fewDemands = 3;

/** A person knows better: the given mean, steady, with the spread that parts of the group have at that level. */
function fromPlanner(item: Item, group: GroupModel, classification: Classification, pieces: number): DemandForecast {
  const mean = pieces / item.unit;
  const level = { mean, meanAge: 0, periodsSinceDemand: 0 };
  const steady = {
    ...group,
    driftPerPeriod: 1,
    ageFactors: group.ageFactors.map(() => 1),
    returnRate: 0,
    season: [],
  };
  const reasons = [reason('planner-mean', { meanPerPeriod: rounded(pieces) }), ...noteReasons(item)];
  const dispersion = dispersionOf(item.demand, item.demand.length, group, mean);
  return new DemandForecast(item, steady, 'planner', classification, reasons, 'counts-level', { level, dispersion });
}

/** Rate after the part's own failures × units in the field; sums vary with the uncertainty of the rate. */
function fromInstalledBase(
  item: Item,
  group: GroupModel,
  classification: Classification,
  base: InstalledBase,
): DemandForecast {
  const { method = 'installed-base', prior, unitYearsSeen, unitYearsPerPeriod, piecesPerFailure } = base;
  const pieces = base.piecesSeen ?? item.demand.reduce((sum, quantity) => sum + quantity, 0) * item.unit;
  const rate = updateRate(prior, { failures: pieces / piecesPerFailure, unitYears: unitYearsSeen });
  const unitsPerFailure = piecesPerFailure / item.unit;
  const failures = rate.mean * unitYearsPerPeriod;
  const level = { mean: failures * unitsPerFailure, meanAge: 0, periodsSinceDemand: 0 };
  const dispersion = Math.max(1, unitsPerFailure * (1 + unitYearsPerPeriod / rate.beta));
  const steady = {
    ...group,
    driftPerPeriod: 1,
    ageFactors: group.ageFactors.map(() => 1),
    returnRate: 0,
    season: [],
    levelVariation: Math.min(mostLevelVariation, 1 / rate.alpha),
  };
  const reasons = [baseReason(base, rate.mean, pieces), ...noteReasons(item)];
  return new DemandForecast(item, steady, method, classification, reasons, 'counts-level', { level, dispersion });
}

/** A rate of which hardly anything is known varies by at most this much (squared, relative). */
const mostLevelVariation = 25;

function baseReason(base: InstalledBase, rate: number, own: number): Reason {
  const { method, unitYearsPerPeriod, unitYearsSeen, prior, piecesPerFailure } = base;
  if (method === 'pooled')
    return reason('pooled', {
      ownPieces: rounded(own),
      perThousandHere: rounded(unitYearsSeen > 0 ? (1000 * own) / unitYearsSeen : 0),
      perThousandElsewhere: rounded((1000 * piecesPerFailure * prior.alpha) / prior.beta),
      perThousand: rounded(1000 * piecesPerFailure * rate),
      categoryPiecesPerPeriod: rounded(unitYearsPerPeriod),
    });
  return reason('installed-base', {
    unitYearsPerPeriod: rounded(unitYearsPerPeriod),
    failuresPerUnitYear: rounded(rate),
    ownPieces: rounded(own),
  });
}

const classReason = ({ demandClass, meanInterval, squaredVariation }: Classification): Reason =>
  reason('class', {
    demandClass,
    meanIntervalPeriods: rounded(meanInterval),
    squaredVariation: rounded(squaredVariation),
  });

const noteReasons = ({ notes }: Item): Reason[] => notes.map((note) => reason(note));

function levelReasons(item: Item, group: GroupModel, method: SelectableMethod): Reason[] {
  const level = levelOf(item.demand, item.demand.length, methods[method].memory, group);
  const factor = group.ageFactors[ageClass(level.periodsSinceDemand)] ?? 1;
  const reasons: Reason[] = [];
  if (group.driftPerPeriod < 0.9995) {
    reasons.push(reason('group-falls', { percentPerPeriod: rounded((1 - group.driftPerPeriod) * 100) }));
  }
  if (Math.abs(factor - 1) > 0.01) {
    reasons.push(
      reason('long-since-demand', { periodsSinceDemand: level.periodsSinceDemand, factor: rounded(factor) }),
    );
  }
  return reasons;
}
