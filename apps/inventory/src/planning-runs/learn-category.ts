import { type GroupModel, noGroup } from '../core/forecasting/group-model.js';
import { learnGroup } from '../core/forecasting/learn-group.js';
import type { Calendar } from '../core/plan/calendar.js';
import { type Calibrations, periodsOf, rehearsalDays, rehearse } from '../core/plan/rehearse.js';
import { type Lane, type Location, Network } from '../core/stock/network.js';
import { inDrawnOrder, itemsOf, type SampledDemand, type Timeline } from './drawn-items.js';

/** What a category is learnt from. */
export interface CategoryPast {
  calendar: Calendar;
  horizon: number;
  /** Of drawn item-locations, by periods. */
  histories: readonly Timeline[];
  /** Left out: nothing is rehearsed. */
  rehearsed?: {
    seed: number;
    /** Of the past that is read; see `rehearsedPast`. */
    periods: number;
    /** Daily demand of drawn parts at all places. */
    rows: SampledDemand[];
    locations: readonly Location[];
    lanes: readonly Lane[];
  };
}

export interface LearntPast {
  group: GroupModel;
  /** Left out where nothing was to be rehearsed. */
  calibrations?: Calibrations;
}

/** Item-locations that are planned again. */
const mostRehearsed = { near: 80, store: 30 } as const;
/** Periods ahead by which methods are compared. */
const mostCompared = 13;

/** What the parts of a category have in common, and what plans of the past would have delivered. */
export function learnCategory({ calendar, horizon, histories, rehearsed }: CategoryPast): LearntPast {
  const { periods, cycle } = calendar;
  const compared = Math.min(horizon, mostCompared);
  const known = histories.map(({ backs, quantities }) => {
    const history = new Float64Array(periods);
    backs.forEach((back, at) => (history[periods - 1 - back] = quantities[at] ?? 0)); // what lies outside is dropped
    return history;
  });
  const group = learnGroup(known, { horizon: compared, cycle });
  return rehearsed ? { group, calibrations: calibrate(calendar, compared, rehearsed) } : { group };
}

/** Only what was known before each past decision decides it: the group, too, is learnt from what was known at the first one. */
function calibrate(
  { periodDays, cycle }: Calendar,
  horizon: number,
  { seed, periods, rows, locations, lanes }: NonNullable<CategoryPast['rehearsed']>,
): Calibrations {
  const days = rehearsalDays(periods * periodDays, periodDays);
  const network = new Network(locations, lanes);
  const drawn = days.decisions > 0 ? inDrawnOrder(itemsOf(rows, network, periods * periodDays), seed) : [];
  const some = (store: boolean, most: number) => drawn.filter((item) => item.isStore === store).slice(0, most);
  const [near, store] = [some(false, mostRehearsed.near), some(true, mostRehearsed.store)];
  const known = near.map((item) => periodsOf(item.days, days.first, periodDays));
  const group = known.length === 0 ? noGroup : learnGroup(known, { horizon, cycle });
  return { near: rehearse(near, group, periodDays, days), store: rehearse(store, group, periodDays, days) };
}
