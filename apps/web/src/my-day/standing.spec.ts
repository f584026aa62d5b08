import { reportStanding } from './standing.js';

describe('the report of a visit', () => {
  it('is there on site, and not while the visit waits for a decision', () => {
    expect(reportStanding('on_site', false, false)).toBe('open');
    expect(reportStanding('on_site', true, true)).toBeUndefined();
    expect(reportStanding('en_route', false, false)).toBeUndefined();
  });

  it('stays to be read when the visit is cancelled while it is written, not once it is sent', () => {
    expect(reportStanding('cancelled', false, true)).toBe('over');
    expect(reportStanding('cancelled', true, true)).toBe('over');
    expect(reportStanding('cancelled', false, false)).toBeUndefined();
    expect(reportStanding('finished', false, true)).toBeUndefined();
  });
});
