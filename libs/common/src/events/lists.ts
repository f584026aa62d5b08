/** Closed lists that events, rows and the HTTP API share; the words are the glossary's. */

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** The more urgent of two priorities. */
export const moreUrgent = (one: Priority, other: Priority): Priority =>
  priorities.indexOf(one) < priorities.indexOf(other) ? other : one;

export const channels = ['phone', 'web', 'mail', 'qr', 'api', 'telemetry', 'fax', 'mobile', 'social'] as const;
export type Channel = (typeof channels)[number];

export const requestStatuses = [
  'new',
  'triaged',
  'solved_remotely',
  'dispatched',
  'callback_due',
  'closed',
  'reopened',
  'cancelled',
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

export const callStatuses = ['waiting', 'ringing', 'talking', 'consulting', 'outside', 'ended', 'abandoned'] as const;
export type CallStatus = (typeof callStatuses)[number];

/** What the counters of units count. */
export const counterUnits = [
  'operating_hours',
  'cycles',
  'starts',
  'pages',
  'kilometres',
  'litres',
  'kilowatt_hours',
] as const;
export type CounterUnit = (typeof counterUnits)[number];

export const closeOutcomes = ['satisfied', 'waived', 'solved_remotely', 'not_repairable'] as const;
export type CloseOutcome = (typeof closeOutcomes)[number];

export const siteKinds = ['own', 'franchised'] as const;
export type SiteKind = (typeof siteKinds)[number];

export const siteStatuses = ['applied', 'audited', 'active', 'probation', 'suspended', 'cancelled'] as const;
export type SiteStatus = (typeof siteStatuses)[number];

export const repairOrderStatuses = [
  'draft',
  'ready',
  'offered',
  'accepted',
  'scheduled',
  'en_route',
  'on_site',
  'waiting_parts',
  'completed',
  'cannot_complete',
  'closed',
  'cancelled',
] as const;
export type RepairOrderStatus = (typeof repairOrderStatuses)[number];

/** The states in which a site has an order: from its acceptance on, until the order is closed or cancelled. */
export const statesAtSite = [
  'accepted',
  'scheduled',
  'en_route',
  'on_site',
  'waiting_parts',
  'completed',
  'cannot_complete',
] as const satisfies readonly RepairOrderStatus[];
export type StateAtSite = (typeof statesAtSite)[number];

export const parties = ['nobody', 'site', 'technician', 'dispatcher', 'customer', 'inventory', 'desk'] as const;
export type Party = (typeof parties)[number];

export const declineReasons = [
  'schedule_conflict',
  'skills_mismatch',
  'location_mismatch',
  'duplicate',
  'parts_unavailable',
  'customer_unavailable',
  'other',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

export const cannotCompleteReasons = [
  'beyond_repair',
  'customer_refused',
  'no_access',
  'unsafe',
  'no_fault_found',
  'other',
] as const;
export type CannotCompleteReason = (typeof cannotCompleteReasons)[number];

export const visitOutcomes = [
  'repaired',
  'part_missing',
  'level_too_low',
  'beyond_repair',
  'no_fault_found',
  'no_access',
  'unsafe',
  'customer_refused',
  'other',
] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

export const criticalities = ['vital', 'essential', 'desirable'] as const;
export type Criticality = (typeof criticalities)[number];

export const locationKinds = ['central', 'regional', 'site', 'van', 'in_transit', 'faulty', 'scrap'] as const;
export type LocationKind = (typeof locationKinds)[number];

export const replenishmentKinds = ['purchase', 'production', 'transfer'] as const;
export type ReplenishmentKind = (typeof replenishmentKinds)[number];

/**
 * A day plan: `superseded` when a newer request for the same sites and days came before it began, `failed` when it cannot be planned. One that was
 * stopped is ready with what was found by then. An improvement of a running day is `superseded` by a newer one for the same people, and `lapsed` when
 * nothing better was found or what it was reckoned from has changed.
 */
export const planStatuses = ['waiting', 'running', 'ready', 'published', 'superseded', 'lapsed', 'failed'] as const;
export type PlanStatus = (typeof planStatuses)[number];

/** Asked for by somebody, or reckoned because the running day goes otherwise than planned. */
export const planKinds = ['day', 'improvement'] as const;
export type PlanKind = (typeof planKinds)[number];

export const planningRunStatuses = ['waiting', 'running', 'done', 'stopped', 'failed', 'published'] as const;
export type PlanningRunStatus = (typeof planningRunStatuses)[number];
