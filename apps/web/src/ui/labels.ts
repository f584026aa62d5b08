import type { Schemas } from '../api/client.js';
import type { Tone } from './badge.js';

export type OrderStatus = Schemas['BoardOrderView']['status'];
export type OfferStatus = Schemas['OfferView']['status'];
export type VisitStatus = Schemas['BoardVisitView']['status'];
export type RequestStatus = Schemas['RequestView']['status'];
export type CallStatus = Schemas['CallView']['status'];
export type PlanStatus = Schemas['PlanView']['status'];
export type Priority = Schemas['BoardOrderView']['priority'];
export type Risk = Schemas['BoardOrderView']['risk'];

export const orderTones = {
  draft: 'plain',
  ready: 'warn',
  offered: 'busy',
  accepted: 'warn',
  scheduled: 'busy',
  en_route: 'busy',
  on_site: 'busy',
  waiting_parts: 'warn',
  completed: 'good',
  cannot_complete: 'bad',
  closed: 'plain',
  cancelled: 'plain',
} as const satisfies Record<OrderStatus, Tone>;

export const offerTones = {
  pending: 'warn',
  accepted: 'good',
  declined: 'plain',
  countered: 'busy',
  refused: 'plain',
  expired: 'bad',
  withdrawn: 'plain',
} as const satisfies Record<OfferStatus, Tone>;

export const visitTones = {
  planned: 'busy',
  en_route: 'busy',
  on_site: 'warn',
  finished: 'good',
  missed: 'bad',
  cancelled: 'plain',
} as const satisfies Record<VisitStatus, Tone>;

export const planTones = {
  waiting: 'plain',
  running: 'busy',
  ready: 'warn',
  published: 'good',
  superseded: 'plain',
  lapsed: 'plain',
  failed: 'bad',
} as const satisfies Record<PlanStatus, Tone>;

export const siteTones = {
  applied: 'plain',
  audited: 'plain',
  active: 'good',
  probation: 'warn',
  suspended: 'bad',
  cancelled: 'plain',
} as const satisfies Record<Schemas['SiteView']['status'], Tone>;

export const requestTones = {
  new: 'warn',
  triaged: 'warn',
  solved_remotely: 'good',
  dispatched: 'busy',
  callback_due: 'warn',
  closed: 'plain',
  reopened: 'bad',
  cancelled: 'plain',
} as const satisfies Record<RequestStatus, Tone>;

export const callTones = {
  waiting: 'warn',
  ringing: 'warn',
  talking: 'busy',
  consulting: 'busy',
  outside: 'plain',
  ended: 'plain',
  abandoned: 'plain',
} as const satisfies Record<CallStatus, Tone>;

export const priorityTones = {
  low: 'plain',
  normal: 'plain',
  high: 'warn',
  urgent: 'bad',
} as const satisfies Record<Priority, Tone>;

export const riskTones = { none: 'plain', at_risk: 'warn', breached: 'bad' } as const satisfies Record<Risk, Tone>;
