import { linkExpiry } from './link-expiry.js';

const [set, closed] = [new Date('2026-03-05T00:00:00Z'), new Date('2026-03-02T00:00:00Z')];

describe('the end of a link', () => {
  it('is open while the request is, 30 days after its end, or when it was set to be', () => {
    expect(linkExpiry({ expiresAt: null }, { closedAt: null })).toBeUndefined();
    expect(linkExpiry({ expiresAt: null }, { closedAt: closed })?.toISOString()).toBe('2026-04-01T00:00:00.000Z');
    expect(linkExpiry({ expiresAt: set }, { closedAt: closed })).toBe(set);
  });
});
