import type { CallStepView, CallView } from './call.dto.js';
import type { CallStepRow } from './call-step.entity.js';
import type { Call } from './call.entity.js';

/** `nameOf`: of the customers who may be calling; `position`: in the queue, from 1. */
export function callView(call: Call, nameOf: ReadonlyMap<string, string>, position?: number): CallView {
  const { id, externalId, status, urgent, phone, customerIds, requestId, version } = call;
  return {
    id,
    externalId,
    status,
    urgent,
    ...(phone && { phone }),
    customers: customerIds.map((customerId) => ({ customerId, name: nameOf.get(customerId) ?? '' })),
    ...(requestId && { requestId }),
    ...withWhom(call),
    ...(position && { position }),
    arrivedAt: call.arrivedAt.toISOString(),
    ...timesOf(call),
    version,
  };
}

export const callStepView = ({ kind, at, actorName, data }: CallStepRow): CallStepView => ({
  kind,
  at: at.toISOString(),
  actorName,
  data,
});

const withWhom = ({ seatCode, agentId, agentName, expertSeatCode, outside }: Call): Partial<CallView> => ({
  ...(seatCode && { seat: seatCode }),
  ...(agentId && { agentId, agentName: agentName ?? '' }),
  ...(expertSeatCode && { expertSeat: expertSeatCode }),
  ...(outside && { outside }),
});

const timesOf = ({ answeredAt, endedAt, endReason, lengthSeconds, recordingUrl }: Call): Partial<CallView> => ({
  ...(answeredAt && { answeredAt: answeredAt.toISOString() }),
  ...(endedAt && { endedAt: endedAt.toISOString() }),
  ...(endReason && { endReason }),
  ...(lengthSeconds !== null && { lengthSeconds }),
  ...(recordingUrl && { recordingUrl }),
});
