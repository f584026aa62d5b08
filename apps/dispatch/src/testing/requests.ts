import { uuidv7 } from '#common/database/uuid.js';
import { VisitRequested } from '#common/events/visit-requested.js';

let numbers = 0;

/** A request for a visit in the middle of Shanghai, due in a day. Times as of 2026-03-02T01:00Z, which is 09:00 there, a Monday. */
export function requestVisit(given: Partial<VisitRequested> = {}): VisitRequested {
  const { certificate: _c, previousOrderId: _p, batch: _b, installedAt: _i, ...example } = VisitRequested.example;
  numbers += 1;
  return {
    ...example,
    requestId: uuidv7(),
    number: `R-${String(numbers).padStart(8, '0')}`,
    likelyParts: [],
    windows: [],
    dueBy: '2026-03-03T01:00:00.000Z',
    reportedAt: '2026-03-02T01:00:00.000Z',
    ...given,
  };
}
