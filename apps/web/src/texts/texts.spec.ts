import { en } from './en.js';
import { zh } from './zh.js';

/** Every text with its path; functions are asked with their own argument names. */
function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String((value as (...given: unknown[]) => string)('①', '②', '③'))]];
  return Object.entries(value as object).flatMap(([key, child]) => leaves(child, `${path}.${key}`));
}

describe('texts', () => {
  const english = new Map(leaves(en));
  const chinese = new Map(leaves(zh));

  it('has every key in both languages', () => {
    expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('leaves nothing empty, and nothing in the other language', () => {
    for (const text of [...english.values(), ...chinese.values()]) expect(text.trim()).not.toBe('');
    expect([...english.values()].filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
    expect([...chinese].filter(([, text]) => !/\p{Script=Han}/u.test(text))).toEqual([]);
  });

  it('says in both languages what is put into it', () => {
    for (const [path, text] of english) {
      for (const given of ['①', '②', '③'])
        expect(`${path} ${chinese.get(path)?.includes(given)}`).toBe(`${path} ${text.includes(given)}`);
    }
  });
});
