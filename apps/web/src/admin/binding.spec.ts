import { bindingOf, newBindingOf } from './binding.js';

const filled = (roles: string[], fields: Record<string, string> = {}) => ({
  all: () => roles,
  text: (name: string) => fields[name],
});
const both = { siteId: 's1', technicianId: 't1' };

describe('what the roles of a user bind to', () => {
  it.each([
    [['technician'], 's1', 't1'],
    [['site_manager'], 's1', null],
    [['site_manager', 'technician'], 's1', 't1'],
    [['agent', 'supervisor'], null, null],
  ])('%j', (roles, siteId, technicianId) => {
    expect(bindingOf(filled(roles, both))).toEqual({ roles, siteId, technicianId });
  });

  it('is left out of a new user where there is none', () => {
    expect(newBindingOf(filled(['technician'], { siteId: 's1' }))).toEqual({ roles: ['technician'], siteId: 's1' });
  });
});
