import { firstOf } from './first-of.js';

/** A list of so many numbers that is read in pages of three, and the cursors that were asked for. */
function list(length: number) {
  const asked: (string | undefined)[] = [];
  const read = (cursor: string | undefined) => {
    asked.push(cursor);
    const from = Number(cursor ?? 0);
    const items = Array.from({ length: Math.min(3, length - from) }, (_, index) => from + index);
    return Promise.resolve({ items, next: from + 3 < length ? String(from + 3) : null });
  };
  return { asked, read };
}

describe('the beginning of a list', () => {
  it('is all of one that is not longer', async () => {
    const { asked, read } = list(6);
    expect(await firstOf(6, read)).toEqual({ items: [0, 1, 2, 3, 4, 5], isWhole: true });
    expect(asked).toEqual([undefined, '3']);
    expect(await firstOf(6, list(0).read)).toEqual({ items: [], isWhole: true });
  });

  it('ends at the bound and says so, also where the bound is within the last page', async () => {
    const { asked, read } = list(100);
    expect(await firstOf(6, read)).toEqual({ items: [0, 1, 2, 3, 4, 5], isWhole: false });
    expect(asked).toHaveLength(2);
    expect(await firstOf(4, list(5).read)).toEqual({ items: [0, 1, 2, 3], isWhole: false });
  });
});
