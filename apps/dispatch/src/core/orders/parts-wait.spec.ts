import { coversNeed, waitForShortParts } from './parts-wait.js';

const now = new Date('2026-03-02T01:00:00Z');
const likely = [
  { partId: 'a', quantity: 1, probability: 0.6 },
  { partId: 'b', quantity: 1, probability: 0.3 },
];
const short = (partId: string, expectedAt?: string) => ({
  partId,
  quantity: 1,
  missing: 1,
  ...(expectedAt && { expectedAt }),
});

describe('waiting for parts that are short', () => {
  it('waits for the last likely part', () => {
    expect(
      waitForShortParts(likely, [short('a', '2026-03-05T00:00:00Z'), short('b', '2026-03-09T00:00:00Z')], now),
    ).toEqual(new Date('2026-03-05T00:00:00Z'));
  });

  it('does not wait for an unlikely part, an unknown day or one that is too far', () => {
    expect(waitForShortParts(likely, [short('b', '2026-03-05T00:00:00Z')], now)).toBeNull();
    expect(waitForShortParts(likely, [short('a')], now)).toBeNull();
    expect(waitForShortParts(likely, [short('a', '2026-04-05T00:00:00Z')], now)).toBeNull();
  });

  it('a need is covered when every piece is held', () => {
    expect(
      coversNeed(
        [{ partId: 'a', quantity: 2 }],
        [
          { partId: 'a', quantity: 1 },
          { partId: 'a', quantity: 1 },
        ],
      ),
    ).toBe(true);
    expect(coversNeed([{ partId: 'a', quantity: 2 }], [{ partId: 'a', quantity: 1 }])).toBe(false);
    expect(coversNeed([{ partId: 'a', quantity: 1 }], [{ partId: 'b', quantity: 1 }])).toBe(false);
  });
});
