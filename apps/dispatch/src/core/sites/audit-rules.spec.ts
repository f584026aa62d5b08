import { findingDue, nextAuditDue } from './audit-rules.js';

describe('the next audit', () => {
  it.each([
    ['passed', '2027-03-02'],
    ['conditions', '2026-05-31'],
    ['failed', '2026-04-01'],
  ] as const)('after one that %s is due by %s', (result, day) => {
    expect(nextAuditDue('2026-03-02', result)).toBe(day);
  });

  it('leaves less time for what is worse, over the end of a year', () => {
    expect((['minor', 'major', 'critical'] as const).map((severity) => findingDue('2027-12-20', severity))).toEqual([
      '2028-03-19',
      '2028-01-19',
      '2027-12-27',
    ]);
  });
});
