import { bindingFaults } from './bindings.js';
import { secondsUntilAllowed } from './throttle.js';

describe('roles and what they are bound to', () => {
  it.each([
    [{ roles: ['dispatcher'] }, []],
    [{ roles: ['dispatcher', 'supervisor'] }, []],
    [{ roles: ['site_manager'], siteId: 's' }, []],
    [{ roles: ['technician'], siteId: 's', technicianId: 't' }, []],
    [{ roles: [] }, ['roles']],
    [{ roles: ['site_manager'] }, ['siteId']],
    [{ roles: ['technician'] }, ['siteId', 'technicianId']],
    [{ roles: ['admin'], siteId: 's' }, ['siteId']],
    [{ roles: ['agent'], technicianId: 't' }, ['technicianId']],
    [{ roles: ['site_manager', 'admin'], siteId: 's' }, ['roles']],
  ])('%j has faults in %j', (binding, fields) => {
    expect(bindingFaults(binding).map(({ field }) => field)).toEqual(fields);
  });
});

describe('failed sign-ins', () => {
  const rule = { failures: 3, windowMilliseconds: 60_000 };
  it('hold up the next one until the oldest that counts is out of the window', () => {
    expect(secondsUntilAllowed([0, 1_000], rule, 2_000)).toBe(0);
    expect(secondsUntilAllowed([0, 1_000, 2_000], rule, 2_000)).toBe(58);
    expect(secondsUntilAllowed([0, 1_000, 2_000], rule, 60_001)).toBe(0);
    expect(secondsUntilAllowed([0, 1_000, 2_000, 3_000], rule, 3_000)).toBe(58);
  });
});
