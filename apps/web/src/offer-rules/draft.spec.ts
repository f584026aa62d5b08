import { differencesOf, draftOf, rulesOf } from './draft.js';

const rules = {
  askedAtOnce: { low: 1, normal: 1, high: 2, urgent: 3, emergency: 3 },
  counter: {
    pastDueMinutes: 120,
    prices: [
      { currency: 'GBP', mostMinor: 12_050 },
      { currency: 'JPY', mostMinor: 9_000 },
    ],
  },
};

describe('offer rules in a form', () => {
  it('are written in amounts of their currency and come back as they were', () => {
    const draft = draftOf(rules);
    expect(draft.prices).toEqual([
      { currency: 'GBP', most: '120.5' },
      { currency: 'JPY', most: '9000' },
    ]);
    expect(draft.laterMinutes).toBe('');
    expect(rulesOf(draft)).toEqual(rules);
    expect(rulesOf({ ...draft, laterMinutes: '90' }).counter.laterMinutes).toBe(90);
  });

  it('keep what is wrong with them for the API to say', () => {
    const draft = draftOf(rules);
    const { counter } = rulesOf({ ...draft, pastDueMinutes: ' ', prices: [{ currency: 'poun', most: '3' }] });
    expect(counter.pastDueMinutes).toBeNaN();
    expect(counter.prices).toEqual([{ currency: 'POUN', mostMinor: 300 }]);
  });

  it('differ line by line', () => {
    const mine = draftOf({ ...rules, askedAtOnce: { ...rules.askedAtOnce, low: 2 } });
    const theirs = draftOf({ ...rules, counter: { pastDueMinutes: 60, prices: [] } });
    expect(differencesOf(mine, mine)).toEqual([]);
    expect(differencesOf(mine, theirs)).toEqual([
      { name: 'askedAtOnce.low', mine: '2', theirs: '1' },
      { name: 'counter.pastDueMinutes', mine: '120', theirs: '60' },
      { name: 'counter.prices GBP', mine: '120.5', theirs: '' },
      { name: 'counter.prices JPY', mine: '9000', theirs: '' },
    ]);
  });
});
