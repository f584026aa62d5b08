/** What a supplier or carrier reports between the order and the shelf, in this order; some may be left out. */
export const milestones = ['ordered', 'confirmed', 'produced', 'shipped', 'customs', 'received'] as const;
export type Milestone = (typeof milestones)[number];
/** Those that somebody reports; the first and the last one come of ordering and of booking in. */
export const reportedMilestones = ['confirmed', 'produced', 'shipped', 'customs'] as const;
export type ReportedMilestone = (typeof reportedMilestones)[number];

/** Why this milestone cannot follow those that are there; undefined if it can. */
export function refusal(there: readonly Milestone[], next: Milestone): string | undefined {
  if (there.includes(next)) return `${next} has been reported already`;
  const later = milestones.slice(milestones.indexOf(next) + 1).find((milestone) => there.includes(milestone));
  return later && `${next} cannot come after ${later}`;
}
