import type { Visit } from './visit.entity.js';

/** The ids that every event about a visit carries. */
export const visitKeys = ({ id, repairOrderId, requestId, siteId, technicianId }: Visit) => ({
  visitId: id,
  repairOrderId,
  requestId,
  siteId,
  technicianId,
});
