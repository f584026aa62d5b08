import { isUnderWarranty, warrantyEnd } from './warranty.js';

const terms = { installedAt: new Date('2024-01-30T16:30:00Z'), warrantyMonths: 1, warrantyUntil: null };

describe('warranty', () => {
  it('ends with the local day, clamped to the length of the month', () => {
    // 31 January in Shanghai, 30 January in London; 2024 has a 29 February
    expect(warrantyEnd(terms, 'Asia/Shanghai').toISOString()).toBe('2024-02-29T15:59:59.999Z');
    expect(warrantyEnd({ ...terms, warrantyMonths: 2 }, 'Europe/London').toISOString()).toBe(
      '2024-03-30T23:59:59.999Z',
    );
  });

  it('follows what was agreed for the asset', () => {
    const warrantyUntil = new Date('2030-01-01T00:00:00Z');
    expect(isUnderWarranty({ ...terms, warrantyUntil }, 'UTC', new Date('2029-12-31T00:00:00Z'))).toBe(true);
    expect(isUnderWarranty(terms, 'UTC', new Date('2029-12-31T00:00:00Z'))).toBe(false);
  });
});
