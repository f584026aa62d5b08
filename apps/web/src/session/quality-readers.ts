/** Whom quality answers charts and alerts: they are about the whole network. */
export const chartReaders = ['quality_engineer', 'supervisor', 'dispatcher', 'planner'] as const;

/** Whom it answers reports and score cards: a site those of its own orders. */
export const reportReaders = [...chartReaders, 'site_manager'] as const;
