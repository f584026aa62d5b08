import { homeOf, mayOpen, pageNames, pages, type Role } from './roles.js';

const roles: Role[] = [
  'agent',
  'dispatcher',
  'site_manager',
  'technician',
  'planner',
  'quality_engineer',
  'supervisor',
  'finance',
  'admin',
];

describe('pages and roles', () => {
  it.each(roles)('%s begins on a page that it may open', (role) => {
    const home = pageNames.find((name) => pages[name].path === homeOf([role]));
    expect(home && mayOpen(home, [role])).toBe(true);
  });

  it('keep what is not theirs closed', () => {
    expect(mayOpen('users', ['dispatcher'])).toBe(false);
    expect(mayOpen('offers', ['dispatcher'])).toBe(false);
    expect(mayOpen('deadLetters', ['admin'])).toBe(true);
    expect(mayOpen('proposals', ['site_manager'])).toBe(false);
  });
});
