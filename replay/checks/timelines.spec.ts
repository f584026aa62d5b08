import { faultIn } from './timelines.js';

const steps = (path: string, status: string) => {
  const names = path.split(' ');
  return names.slice(1).map((to, index) => ({
    order: 'o',
    number: 'R-1',
    from: names[index]!,
    to,
    at: new Date(index * 60_000),
    status,
  }));
};

describe('the check of timelines', () => {
  it('accepts a whole life', () => {
    const path =
      'draft ready offered ready scheduled en_route on_site waiting_parts scheduled on_site completed closed';
    expect(faultIn(steps(path, 'closed'))).toBeUndefined();
  });

  it.each([
    ['draft ready on_site', 'on_site', 'went from ready to on_site'],
    ['draft ready closed', 'closed', 'went from ready to closed'],
    ['draft ready scheduled', 'completed', 'its timeline ends with scheduled'],
  ])('refuses %s', (path, status, fault) => {
    expect(faultIn(steps(path, status))).toContain(fault);
  });

  it('refuses a gap and a step back in time', () => {
    const [first, second, third] = steps('draft ready offered accepted', 'accepted');
    expect(faultIn([first!, third!])).toContain('was ready, its next step begins at offered');
    expect(faultIn([first!, { ...second!, at: new Date(-1) }, third!])).toContain('went back in time');
  });
});
