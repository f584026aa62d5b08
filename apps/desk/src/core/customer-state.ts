import type { CannotCompleteReason, RepairOrderStatus, RequestStatus } from '#common/events/lists.js';
import type { CallBackSubject } from './call-back.js';

/** Where a request stands as its customer would say it; nothing of how we work. */
export const customerStates = [
  'received',
  'looking',
  'unsafe',
  'accepted',
  'planned',
  'on_the_way',
  'there',
  'waiting_parts',
  'repaired',
  'not_repaired',
  'no_fault_found',
  'solved',
  'closed',
  'cancelled',
] as const;
export type CustomerState = (typeof customerStates)[number];

/** What is looked at: the request, the repair order that it has now, and what the last call-back is about. */
export interface Stand {
  status: RequestStatus;
  repairOrderStatus: RepairOrderStatus | null;
  after?: CallBackSubject['after'] | undefined;
  cannotCompleteReason?: CannotCompleteReason | null | undefined;
  /** The order stands because it was not safe to work. */
  unsafe: boolean;
}

const atDesk: Partial<Record<RequestStatus, CustomerState>> = {
  new: 'received',
  triaged: 'received',
  reopened: 'received',
  solved_remotely: 'solved',
  closed: 'closed',
  cancelled: 'cancelled',
};

const ofOrder: Record<RepairOrderStatus, CustomerState> = {
  draft: 'looking',
  ready: 'looking',
  offered: 'looking',
  accepted: 'accepted',
  scheduled: 'planned',
  en_route: 'on_the_way',
  on_site: 'there',
  waiting_parts: 'waiting_parts',
  completed: 'repaired',
  cannot_complete: 'not_repaired',
  closed: 'repaired',
  cancelled: 'received',
};

/** The end of the work is told by the call-back: the order's own status may be heard of later. */
export function customerState({
  status,
  repairOrderStatus,
  after,
  cannotCompleteReason,
  unsafe,
}: Stand): CustomerState {
  if (status === 'callback_due') {
    if (after !== 'cannot_complete') return 'repaired';
    return cannotCompleteReason === 'no_fault_found' ? 'no_fault_found' : 'not_repaired';
  }
  if (status === 'dispatched' && unsafe) return 'unsafe';
  return atDesk[status] ?? (repairOrderStatus ? ofOrder[repairOrderStatus] : 'looking');
}

const withOpenTime: readonly (RepairOrderStatus | null)[] = ['ready', 'accepted', 'scheduled'];

/** Whether the customer may choose or change the time now; dispatch has the last word. */
export const mayChooseTime = ({ status, repairOrderStatus, unsafe }: Stand): boolean =>
  status === 'dispatched' && !unsafe && withOpenTime.includes(repairOrderStatus);
