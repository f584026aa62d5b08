import { isReturn } from './returns.js';

const at = (days: number) => new Date(Date.UTC(2026, 2, 2) + days * 86_400_000);

describe('isReturn', () => {
  it('counts thirty days and not a moment more', () => {
    expect(isReturn(at(0), at(30))).toBe(true);
    expect(isReturn(at(0), new Date(at(30).getTime() + 1))).toBe(false);
  });

  it('is no return while nobody came back', () => {
    expect(isReturn(at(0), null)).toBe(false);
  });
});
