/** What happened within so many days counts as lately. */
export const recentDays = 91;
