import { type ScoredOrder, scoreFactsOf } from './score-facts.js';

const order: ScoredOrder = {
  repairOrderId: '018f0000-0000-7000-8000-000000000001',
  failureRecordId: '018f0000-0000-7000-8000-000000000002',
  number: 'R-1',
  value: 50,
  acceptedAt: '2026-03-02T08:00:00Z',
  scheduledStart: '2026-03-02T10:00:00Z',
  arrivedAt: '2026-03-02T10:20:00Z',
  finishedAt: '2026-03-02T12:00:00Z',
  waitingPartsSeconds: 0,
  mandatoryStepsDone: 2,
  mandatoryStepsTotal: 3,
  faultFreePartReplaced: false,
};

describe('what an indicator was made of', () => {
  it('leaves out what nobody has answered, and keeps a no', () => {
    expect(scoreFactsOf('satisfaction', order)).toEqual([]);
    expect(scoreFactsOf('satisfaction', { ...order, satisfied: false, returnedAt: '2026-03-09T08:00:00Z' })).toEqual([
      { name: 'satisfied', answer: false },
      { name: 'returned', at: '2026-03-09T08:00:00Z' },
    ]);
    expect(scoreFactsOf('attitude', order)).toEqual([]);
  });

  it('counts from acceptance to the end, and says how long parts were waited for', () => {
    expect(scoreFactsOf('repairTime', { ...order, waitingPartsSeconds: 60 })).toEqual([
      { name: 'took', milliseconds: 4 * 3_600_000 },
      { name: 'waitedForParts', milliseconds: 60_000 },
    ]);
  });

  it('compares the arrival with what was promised, without a window with the planned start', () => {
    const promised = { windowFrom: '2026-03-02T09:00:00Z', windowTo: '2026-03-02T11:00:00Z' };
    expect(scoreFactsOf('compliance', { ...order, ...promised })[1]).toEqual({
      name: 'promised',
      from: promised.windowFrom,
      to: promised.windowTo,
    });
    expect(scoreFactsOf('compliance', order)[1]).toEqual({ name: 'planned', at: order.scheduledStart });
  });
});
