import { matchesOf } from './search.js';

const items = ['P-100 Pump 水泵', 'P-200 Seal of the pump', 'M-1 Motor', 'a1', 'a2', 'a3', 'a4', 'a5'];
const found = (typed: string) => matchesOf(items, typed, (text) => text);

describe('the search on the phone', () => {
  it('finds what has every word, in any order and case', () => {
    expect(found('PUMP p-2')).toEqual(['P-200 Seal of the pump']);
    expect(found('水泵')).toEqual(['P-100 Pump 水泵']);
    expect(found('nothing')).toEqual([]);
  });

  it('gives at most six, the first ones before anything is typed', () => {
    expect(found(' ')).toEqual(items.slice(0, 6));
  });
});
