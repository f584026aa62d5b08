import { raisedBy } from './raised.js';

const [monday, tuesday] = [2, 3].map((day) => ({ from: `2026-03-0${day}T01:00:00Z`, to: `2026-03-0${day}T04:00:00Z` }));
const order = { status: 'ready' as const, priority: 'high' as const, emergency: false, windows: [tuesday!] };

describe('a wish heard again', () => {
  it('makes its order more urgent, never less', () => {
    const emergency = { priority: 'urgent' as const, emergency: true, windows: [] };
    expect(raisedBy(emergency, order)).toEqual({ ...emergency, windows: [tuesday] });
    expect(raisedBy({ ...order, priority: 'low' }, order)).toBeUndefined();
    expect(raisedBy(order, { ...order, ...emergency })).toEqual({ ...emergency, windows: [tuesday] });
  });

  it('adds windows until the customer was promised one, and changes nothing once the work has begun', () => {
    const wish = { ...order, priority: 'urgent' as const, windows: [monday!] };
    expect(raisedBy(wish, order)?.windows).toEqual([monday, tuesday]);
    expect(raisedBy(wish, { ...order, status: 'scheduled' })?.windows).toEqual([tuesday]);
    expect(raisedBy(wish, { ...order, status: 'on_site' })).toBeUndefined();
  });
});
