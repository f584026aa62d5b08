import { uuidv7 } from '#common/database/uuid.js';
import { CallBackAnswered, RepairOrderCannotComplete, RepairOrderCompleted } from '#common/events/index.js';

export const siteA = '0190a000-0000-7000-8000-00000000000a';
export const siteB = '0190a000-0000-7000-8000-00000000000b';
export const productId = '0190a000-0000-7000-8000-0000000000f0';

const hour = 3_600_000;

/** A good order of site A that was reported, accepted, driven to and repaired within six hours before `finishedAt`. */
export function completed(finishedAt: string, more: Partial<RepairOrderCompleted> = {}): RepairOrderCompleted {
  const end = Date.parse(finishedAt);
  const before = (hours: number) => new Date(end - hours * hour).toISOString();
  return {
    ...RepairOrderCompleted.example,
    repairOrderId: uuidv7(),
    requestId: uuidv7(),
    assetId: uuidv7(),
    productId,
    siteId: siteA,
    visits: 1,
    faultFreePartReplaced: false,
    partsUsed: [],
    partsUnused: [],
    ...fieldsOf(before),
    finishedAt: before(0),
    ...withoutPrevious,
    ...more,
  };
}

/** The same, but it could not be repaired. */
export function cannotComplete(
  finishedAt: string,
  more: Partial<RepairOrderCannotComplete> = {},
): RepairOrderCannotComplete {
  return { ...completed(finishedAt), reason: 'beyond_repair', ...more };
}

export function answered(order: RepairOrderCompleted, more: Partial<CallBackAnswered> = {}): CallBackAnswered {
  return {
    ...CallBackAnswered.example,
    callBackId: uuidv7(),
    requestId: order.requestId,
    repairOrderId: order.repairOrderId,
    siteId: order.siteId,
    satisfied: true,
    complaint: false,
    attitude: 5,
    timesConfirmed: true,
    workConfirmed: true,
    ...more,
  };
}

const withoutPrevious = { previousOrderId: undefined } as unknown as Pick<RepairOrderCompleted, 'previousOrderId'>;

const fieldsOf = (before: (hours: number) => string) => ({
  installedAt: before(24 * 365),
  reportedAt: before(6),
  openedAt: before(5.9),
  acceptedAt: before(5.5),
  scheduledStart: before(2),
  arrivedAt: before(2),
  diagnosedAt: before(1.5),
  window: { from: before(3), to: before(1) },
  waitedForPartsSeconds: 0,
  travelSeconds: 1800,
  mandatoryStepsDone: 3,
  mandatoryStepsTotal: 3,
});
