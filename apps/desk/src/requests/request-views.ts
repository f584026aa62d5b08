import type { TriageSuggestion } from '../core/triage/suggestion.js';
import type { RequestView, SuggestionView } from './request.dto.js';
import type { ServiceRequest } from './service-request.entity.js';

export const suggestionView = ({ certificate, ...rest }: TriageSuggestion): SuggestionView => ({
  ...rest,
  ...(certificate && { certificate }),
});

export function requestView(request: ServiceRequest): RequestView {
  const { id, number, channel, status, priority, emergency, customerId, assetId, productId } = request;
  const { category, place, problem, windows, atRisk, breached, attempt, version } = request;
  return {
    id,
    number,
    channel,
    status,
    priority,
    emergency,
    customerId,
    assetId,
    productId,
    category,
    place,
    problem,
    windows,
    openedAt: request.openedAt.toISOString(),
    firstResponseDueAt: request.firstResponseDueAt.toISOString(),
    dueBy: request.dueBy.toISOString(),
    atRisk,
    breached,
    attempt,
    ...whatIsKnown(request),
    version,
  };
}

function whatIsKnown(request: ServiceRequest): Partial<RequestView> {
  const { externalId, symptomCode, triage, ownerId, ownerName, repairOrderId, repairOrderStatus } = request;
  const { siteId, promisedFrom, promisedTo, solution, outcome, closedAt } = request;
  const technicianId = request.visitTechnicianId ?? request.technicianId;
  return {
    ...(externalId && { externalId }),
    ...(symptomCode && { symptomCode }),
    ...(triage && { suggestion: suggestionView(triage) }),
    ...(ownerId && { ownerId }),
    ...(ownerName && { ownerName }),
    ...(repairOrderId && { repairOrderId }),
    ...(repairOrderStatus && { repairOrderStatus }),
    ...(siteId && { siteId }),
    ...(technicianId && { technicianId }),
    ...(promisedFrom && promisedTo && { promised: { from: promisedFrom.toISOString(), to: promisedTo.toISOString() } }),
    ...(solution && { solution }),
    ...(outcome && { outcome }),
    ...(closedAt && { closedAt: closedAt.toISOString() }),
  };
}
