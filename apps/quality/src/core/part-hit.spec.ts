import { partHit } from './part-hit.js';

describe('partHit', () => {
  it.each([
    ['no part was needed', { partsUsed: 0, fromHold: null, missed: 0 }, null],
    ['inventory has not issued yet', { partsUsed: 2, fromHold: null, missed: 0 }, null],
    ['all came from the hold', { partsUsed: 2, fromHold: true, missed: 0 }, true],
    ['some did not', { partsUsed: 2, fromHold: false, missed: 0 }, false],
    ['a visit ended for want of a part', { partsUsed: 2, fromHold: true, missed: 1 }, false],
    ['the part never came', { partsUsed: 0, fromHold: null, missed: 1 }, false],
  ])('when %s', (_, supply, expected) => {
    expect(partHit(supply)).toBe(expected);
  });
});
