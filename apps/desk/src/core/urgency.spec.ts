import { raisedBy, type Urgency } from './urgency.js';

const now = new Date('2026-03-02T01:00:00Z');
const day = (date: number) => ({ from: `2026-03-0${date}T01:00:00Z`, to: `2026-03-0${date}T04:00:00Z` });
const open: Urgency = { priority: 'normal', emergency: false, windows: [day(1), day(3)] };

describe('a further report of an open request', () => {
  it.each([
    [{ priority: 'high' as const }, { priority: 'high', emergency: false }],
    [{ emergency: true }, { priority: 'urgent', emergency: true }],
    [
      { emergency: true, priority: 'low' as const },
      { priority: 'normal', emergency: true },
    ],
  ])('raises with %j', (report, raised) => {
    expect(raisedBy(report, open, now)).toEqual({ ...open, ...raised });
  });

  it('never lowers, and says when nothing is new', () => {
    const emergency = { ...open, priority: 'urgent' as const, emergency: true };
    expect(raisedBy({ priority: 'low', emergency: false }, emergency, now)).toBeUndefined();
    const same = { from: '2026-03-03T01:00:00.000Z', to: '2026-03-03T04:00:00.000Z' };
    expect(raisedBy({ windows: [same] }, open, now)).toBeUndefined();
    expect(raisedBy({}, open, now)).toBeUndefined();
  });

  it('puts its windows first, lets go of those that have passed, and keeps ten', () => {
    expect(raisedBy({ windows: [day(2)] }, open, now)?.windows).toEqual([day(2), day(3)]);
    const many = Array.from({ length: 10 }, (_, index) => ({ from: day(4).from, to: `2026-03-04T0${index}:30:00Z` }));
    expect(raisedBy({ windows: many }, open, now)?.windows).toEqual(many);
  });
});
