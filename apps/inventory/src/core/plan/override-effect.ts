import { shownQuantiles } from './plan-item-location.js';
import { daysOfYear, holdingPerYear } from './costs.js';
import { type Levels, replayLevels } from '../policy/replay-levels.js';
import { nothingSimulated } from '../policy/simulate.js';

/** What counted, or would have counted, for an item-location. */
export interface PlannedSide extends Levels {
  /** Null for an override of the policy's own numbers, which has no forecast. */
  meanPerDay: number | null;
  /** Of a period, one for each of `shownQuantiles`. */
  quantiles: readonly number[] | null;
}

/** From one plan to the next. */
export interface OverrideStretch {
  /** Days after the first one of the report. */
  fromDay: number;
  periodDays: number;
  leadTimeDays: number;
  with: PlannedSide;
  without: PlannedSide;
}

export interface OverrideCosts {
  /** Of a piece that is not there when it is wanted. */
  perShortage: number;
  unitCost: number;
}

/** One side of the report; money in minor units. */
export interface SideEffect {
  /** Pieces that the forecast expected; null without a forecast. */
  expectedPieces: number | null;
  /** Quantile loss in pieces per period, the mean over the quantiles; null without a forecast or a whole period. */
  loss: number | null;
  /** Pieces that would not have been on the shelf when they were wanted. */
  piecesShort: number;
  /** On the shelf in the evening, on average. */
  onHand: number;
  /** Shortages and holding. */
  cost: number;
}

export const verdicts = ['helped', 'harmed', 'no-difference', 'too-early'] as const;
export type Verdict = (typeof verdicts)[number];

export interface OverrideEffect {
  days: number;
  wantedPieces: number;
  with: SideEffect;
  without: SideEffect;
  verdict: Verdict;
}

/** Fewer days say nothing. */
const leastDays = 7;
/** Costs that differ by less than this share are the same. */
const noticeable = 0.02;

/**
 * What an override did: the same days with it and without it, as planned on each of them, against what was really wanted. Levels are replayed from a full shelf
 * with a supplier that always has the part, so that only the numbers differ.
 */
export function overrideEffect(
  demand: readonly number[],
  stretches: readonly OverrideStretch[],
  costs: OverrideCosts,
): OverrideEffect {
  const wantedPieces = demand.reduce((sum, pieces) => sum + pieces, 0);
  const sides = {
    with: sideEffect(demand, stretches, (stretch) => stretch.with, costs),
    without: sideEffect(demand, stretches, (stretch) => stretch.without, costs),
  };
  const least = Math.max(leastDays, stretches[0]?.periodDays ?? leastDays);
  const verdict = demand.length < least ? 'too-early' : verdictOf(sides);
  return { days: demand.length, wantedPieces, ...sides, verdict };
}

function verdictOf({ with: told, without }: { with: SideEffect; without: SideEffect }): Verdict {
  const byCost = compare(told.cost, without.cost);
  if (byCost !== 'no-difference') return byCost;
  return told.loss === null || without.loss === null ? byCost : compare(told.loss, without.loss);
}

function compare(told: number, without: number): Verdict {
  const larger = Math.max(told, without);
  if (larger <= 0 || Math.abs(told - without) <= noticeable * larger) return 'no-difference';
  return told < without ? 'helped' : 'harmed';
}

function sideEffect(
  demand: readonly number[],
  stretches: readonly OverrideStretch[],
  sideOf: (stretch: OverrideStretch) => PlannedSide,
  { perShortage, unitCost }: OverrideCosts,
): SideEffect {
  const on = (day: number) => stretches.findLast(({ fromDay }) => fromDay <= day) ?? stretches[0];
  const levelsOn = (day: number) => {
    const stretch = on(day);
    return stretch ? sideOf(stretch) : { reorderPoint: 0, orderUpTo: 0 };
  };
  const service = nothingSimulated();
  const leadDays = Math.round(stretches[0]?.leadTimeDays ?? 0);
  replayLevels(demand, levelsOn, { leadDays, pack: 1, from: 0, countFrom: 0, to: demand.length }, service);
  const piecesShort = service.wanted - service.servedAtOnce;
  const holding = (service.onHandSum * unitCost * holdingPerYear) / daysOfYear;
  const hasForecast = stretches.some((stretch) => sideOf(stretch).meanPerDay !== null);
  return {
    expectedPieces: hasForecast ? demand.reduce((sum, _, day) => sum + meanOn(on(day), sideOf), 0) : null,
    loss: hasForecast ? lossOf(demand, on, sideOf) : null,
    piecesShort,
    onHand: service.onHandSum / Math.max(1, service.periods),
    cost: piecesShort * perShortage + holding,
  };
}

const meanOn = (stretch: OverrideStretch | undefined, sideOf: (stretch: OverrideStretch) => PlannedSide) =>
  stretch ? (sideOf(stretch).meanPerDay ?? 0) : 0;

/** Of the whole periods, each by the plan that counted when it began. */
function lossOf(
  demand: readonly number[],
  on: (day: number) => OverrideStretch | undefined,
  sideOf: (stretch: OverrideStretch) => PlannedSide,
): number | null {
  let [sum, periods, day] = [0, 0, 0];
  for (;;) {
    const stretch = on(day);
    const end = day + (stretch?.periodDays ?? 1);
    if (!stretch || end > demand.length) break;
    const wanted = demand.slice(day, end).reduce((total, pieces) => total + pieces, 0);
    sum += pinball(sideOf(stretch).quantiles ?? [], wanted);
    periods += 1;
    day = end;
  }
  return periods === 0 ? null : sum / periods;
}

function pinball(quantiles: readonly number[], wanted: number): number {
  const losses = shownQuantiles.map((probability, at) => {
    const miss = wanted - (quantiles[at] ?? 0);
    return miss >= 0 ? probability * miss : (probability - 1) * miss;
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
