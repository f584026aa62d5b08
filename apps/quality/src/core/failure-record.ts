import type { RepairOrderCannotComplete } from '#common/events/repair-order-cannot-complete.js';
import type { RepairOrderCompleted } from '#common/events/repair-order-completed.js';
import { mapped, type Mapping, unmapped } from './code-mapping.js';
import { splitRepairTime } from './repair-time.js';

export type FinishedEvent = RepairOrderCompleted | RepairOrderCannotComplete;

const day = 86_400_000;
const timeOr = (text: string | undefined): Date | null => (text ? new Date(text) : null);

/** A failure record's own facts from a finished order, before anyone else has spoken; the codes as ours. */
export function factsOf(event: FinishedEvent, mapping: Mapping = unmapped) {
  const occurredAt = occurrenceOf(event);
  const arrivedAt = new Date(event.arrivedAt);
  const finishedAt = new Date(event.finishedAt);
  const diagnosedAt = timeOr(event.diagnosedAt);
  const { waitedForPartsSeconds, travelSeconds } = event;
  return {
    repairOrderId: event.repairOrderId,
    number: event.number,
    requestId: event.requestId,
    previousOrderId: event.previousOrderId ?? null,
    assetId: event.assetId,
    productId: event.productId,
    category: event.category,
    batch: event.batch ?? null,
    ageDays: ageDaysOf(event.installedAt, occurredAt) ?? event.usage?.ageDays ?? null,
    counterValue: event.usage?.counter?.value ?? null,
    counterUnit: event.usage?.counter?.unit ?? null,
    siteId: event.siteId,
    technicianId: event.technicianId,
    technicianLevel: event.technicianLevel,
    ...mapped(codesOf(event), event.siteId, mapping),
    repaired: !('reason' in event),
    reason: 'reason' in event ? event.reason : null,
    faultFreePartReplaced: event.faultFreePartReplaced ?? false,
    visits: event.visits,
    occurredAt,
    acceptedAt: new Date(event.acceptedAt ?? event.openedAt),
    scheduledStart: new Date(event.scheduledStart),
    windowFrom: timeOr(event.window?.from),
    windowTo: timeOr(event.window?.to),
    arrivedAt,
    diagnosedAt,
    finishedAt,
    dueBy: new Date(event.dueBy),
    ...splitRepairTime({ occurredAt, arrivedAt, diagnosedAt, finishedAt, waitedForPartsSeconds, travelSeconds }),
    travelMetres: event.travelMetres,
    mandatoryStepsDone: event.mandatoryStepsDone,
    mandatoryStepsTotal: event.mandatoryStepsTotal,
    partsUsed: event.partsUsed.length,
  };
}

/** A reopened order begins when it is opened: its request was reported long before. */
function occurrenceOf({ previousOrderId, openedAt, reportedAt }: FinishedEvent): Date {
  return new Date(previousOrderId ? openedAt : reportedAt);
}

function codesOf({ symptomCode, faultCode, causeCode, remedyCode }: FinishedEvent) {
  return {
    symptomCode: symptomCode ?? null,
    faultCode: faultCode ?? null,
    causeCode: causeCode ?? null,
    remedyCode: remedyCode ?? null,
  };
}

/** Whole days from installation to failure; null when unknown, 0 when the failure came first. */
function ageDaysOf(installedAt: string | undefined, occurredAt: Date): number | null {
  if (!installedAt) return null;
  return Math.max(0, Math.floor((occurredAt.getTime() - new Date(installedAt).getTime()) / day));
}
