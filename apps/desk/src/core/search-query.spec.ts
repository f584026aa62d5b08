import { searchTerms } from './search-query.js';

const words = (query: string) => searchTerms(query).map(({ from }) => from);

describe('search query', () => {
  it.each([
    ['  Wang  Xiaoming ', ['xiaoming', 'wang']],
    ['王小明', ['王小明']],
    ['+44 (0)7700 900123', ['7700900123']],
    ['0123', ['0123']],
    ['07700 900123', ['7700900123']],
    ['138 1234 5678', ['3812345678']],
    ['VC-100-000231', ['vc-100-000231']],
    ['R-26030200017', ['r-26030200017']],
    ['Ｗａｎｇ', ['wang']],
    ['wang wang', ['wang']],
    ['"(', []],
  ])('cuts %s', (query, expected) => {
    expect(words(query)).toEqual(expected);
  });

  it('gives a range that holds every continuation', () => {
    const [range] = searchTerms('wang');
    expect(range!.from <= 'wang').toBe(true);
    expect('wangmiao王' < range!.below).toBe(true);
    expect('wanh' < range!.below).toBe(false);
  });
});
