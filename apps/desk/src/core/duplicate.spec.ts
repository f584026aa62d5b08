import { findDuplicate, findPossibleDuplicates } from './duplicate.js';

const open = [
  { id: 1, problem: 'The vacuum has no suction any more', symptomCode: 'no-suction' },
  { id: 2, problem: '屏幕不亮', symptomCode: null },
];

describe('duplicate reports', () => {
  it.each([
    ['something else', 'no-suction', 1],
    ['no suction any more on the vacuum', null, 1],
    ['屏幕又不亮了', 'dark-screen', 2],
    ['The vacuum has no suction any more', 'noise', undefined],
    ['the cable is torn', null, undefined],
    ['', null, undefined],
  ])('takes %s (%s) for %s', (problem, symptomCode, id) => {
    expect(findDuplicate({ problem, symptomCode }, open)?.id).toBe(id);
  });

  it.each([
    ['other words', null, [1, 2]],
    ['other words', 'no-suction', [1, 2]],
    ['The vacuum has no suction any more', 'noise', [2]],
  ])('finds %s (%s) possible beside %s, where it is not known whether it is one unit', (problem, symptomCode, ids) => {
    expect(findPossibleDuplicates({ problem, symptomCode }, open).map(({ id }) => id)).toEqual(ids);
  });
});
