export const visitStatuses = ['planned', 'en_route', 'on_site', 'finished', 'missed', 'cancelled'] as const;
export type VisitStatus = (typeof visitStatuses)[number];

/** Which status of a visit may follow which. A technician may forget to report the departure, so planned -> on_site is allowed. */
export const visitTransitions = {
  planned: ['en_route', 'on_site', 'missed', 'cancelled'],
  en_route: ['on_site', 'missed', 'cancelled'],
  on_site: ['finished'],
  finished: [],
  missed: [],
  cancelled: [],
} as const satisfies Record<VisitStatus, readonly VisitStatus[]>;

export function visitMayMove(from: VisitStatus, to: VisitStatus): boolean {
  const next: readonly VisitStatus[] = visitTransitions[from];
  return next.includes(to);
}
