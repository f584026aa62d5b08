import { partHit } from './part-hit.js';

describe('partHit', () => {
  it.each([
    ['no part was needed', { partsUsed: 0, atHand: null, missed: 0 }, null],
    ['inventory has not issued yet', { partsUsed: 2, atHand: null, missed: 0 }, null],
    ['all were at hand', { partsUsed: 2, atHand: true, missed: 0 }, true],
    ['some were not', { partsUsed: 2, atHand: false, missed: 0 }, false],
    ['a visit ended for want of a part', { partsUsed: 2, atHand: true, missed: 1 }, false],
    ['the part never came', { partsUsed: 0, atHand: null, missed: 1 }, false],
  ])('when %s', (_, supply, expected) => {
    expect(partHit(supply)).toBe(expected);
  });
});
