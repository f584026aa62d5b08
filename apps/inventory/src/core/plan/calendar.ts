/** Into what lengths of time a run cuts the history. */
export interface Calendar {
  periodDays: PeriodDays;
  /** Whole periods of history, the newest one ending the day before the run. */
  periods: number;
  /** Periods of a year's cycle that the history can show; 0: none. */
  cycle: number;
}

/** Days, weeks, or months of four weeks. */
export const periodLengths = [1, 7, 28] as const;
export type PeriodDays = (typeof periodLengths)[number];

/** Weeks from half a year on; before that there would be too few of them. */
const weeksFromDays = 182;
/** Two years of weeks; half a year of days; four years of months. */
const mostPeriods = { 1: 182, 7: 104, 28: 52 } as const satisfies Record<PeriodDays, number>;
const yearsCycle = { 1: 0, 7: 52, 28: 13 } as const satisfies Record<PeriodDays, number>;

/** The calendar of a run on `days` of history, with the planner's length of a period or the usual one. */
export function calendarOf(days: number, wished?: PeriodDays): Calendar {
  const periodDays = wished ?? (days >= weeksFromDays ? 7 : 1);
  const periods = Math.min(mostPeriods[periodDays], Math.max(0, Math.floor(days / periodDays)));
  const cycle = periods >= 2 * yearsCycle[periodDays] ? yearsCycle[periodDays] : 0;
  return { periodDays, periods, cycle };
}

/** Rates are counted over the last year of the history. */
const yearDays = 364;

/** The whole periods of the last year of the history. */
export const yearPeriods = ({ periods, periodDays }: Pick<Calendar, 'periods' | 'periodDays'>): number =>
  Math.min(periods, Math.floor(yearDays / periodDays));
