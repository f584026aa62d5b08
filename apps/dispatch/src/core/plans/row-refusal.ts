import type { RepairOrderStatus } from '#common/events/lists.js';
import type { NetworkSite, NetworkTechnician } from '../matching/network.js';
import type { OrderToMatch } from '../matching/order-to-match.js';
import { reasonText } from '../matching/reason-texts.js';
import { standingRejection, technicianRejections } from '../matching/rules.js';
import { isOverridden, type VisitOverride } from '../visits/overrides.js';
import { minuteMs } from '../time/zones.js';
import { isAbsent } from './fixed.js';
import type { PlanRow } from './plan-outcome.js';
import type { RefusalReason } from './publishing.js';

/** What a row of a plan meets when it is to be published. */
export interface PresentState {
  order: OrderToMatch & { status: RepairOrderStatus; offeredTo: readonly string[] };
  visit?: {
    version: number;
    status: string;
    technicianId: string;
    startAt: Date;
    finishAt: Date;
    overrides?: readonly VisitOverride[];
  };
  technicianOf: (id: string) => NetworkTechnician | undefined;
  siteOf: (id: string) => NetworkSite | undefined;
  nowMs: number;
}

/** Who sets out so soon is not called back: half of the time for which plans leave visits alone, for a plan takes time to be read. */
const callBackMs = 30 * minuteMs;

export interface Refusal {
  reason: RefusalReason;
  detail: string;
}

/** Why a row that changes something can no longer be published; undefined when nothing but the calendar may forbid it. */
export function refusalOf(
  row: PlanRow & { after: NonNullable<PlanRow['after']> },
  { order, visit, technicianOf, siteOf, nowMs }: PresentState,
): Refusal | undefined {
  const { after } = row;
  const no = (reason: RefusalReason, detail: string): Refusal => ({ reason, detail });
  if (row.visit && (visit?.version !== row.visit.version || visit.status !== 'planned'))
    return no('visit-changed', `the visit is ${visit?.status ?? 'gone'} and was changed since the plan was made`);
  if (!row.visit && (order.status !== 'ready' || order.offeredTo.length > 0))
    return no('order-changed', `the order is ${order.status} by now`);
  if (after.startMs < nowMs) return no('in-the-past', `${new Date(after.startMs).toISOString()} is over`);
  if (visit && isAboutToBegin(visit, technicianOf(visit.technicianId), nowMs))
    return no('about-to-begin', `the visit begins at ${visit.startAt.toISOString()}: its technician is getting ready`);
  const site = siteOf(after.siteId);
  const standing = site && standingRejection(site);
  if (standing) return no('not-able', reasonText(standing).en);
  const technician = technicianOf(after.technicianId);
  const rejections = technician ? technicianRejections(order, technician, after.day) : [];
  const rejection = rejections.find((one) => !isOverridden(one, after.technicianId, visit?.overrides));
  if (!technician || rejection)
    return no('not-able', rejection ? reasonText(rejection).en : 'the technician no longer works here');
  return isAbsent(technician, after) ? no('absent', `${technician.name} is absent at that time`) : undefined;
}

function isAboutToBegin(
  { startAt, finishAt }: NonNullable<PresentState['visit']>,
  technician: NetworkTechnician | undefined,
  nowMs: number,
): boolean {
  const [startMs, finishMs] = [startAt.getTime(), finishAt.getTime()];
  return startMs < nowMs + callBackMs && !isAbsent(technician, { startMs, finishMs });
}
