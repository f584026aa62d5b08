import { mayTake } from './visit-steps.js';

describe('a step of a visit', () => {
  it('can be taken while the visit stands where it belongs', () => {
    expect(mayTake('finish', { status: 'on_site' })).toBe(true);
    expect(mayTake('miss', { status: 'en_route' })).toBe(true);
    expect(mayTake('move', { status: 'en_route' })).toBe(false);
    expect(mayTake('pin', { status: 'cancelled' })).toBe(false);
  });
});
