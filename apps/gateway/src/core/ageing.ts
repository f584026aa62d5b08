/** How long an order has been open: each age goes from the end of the one before to so many days; the last has no end. */
export const ages = ['day', 'three_days', 'week', 'two_weeks', 'month', 'older'] as const;
export type Age = (typeof ages)[number];

export const daysUpTo: Readonly<Record<Exclude<Age, 'older'>, number>> = {
  day: 1,
  three_days: 3,
  week: 7,
  two_weeks: 14,
  month: 30,
};
