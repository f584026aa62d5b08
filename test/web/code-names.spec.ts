import { allFaults, symptoms } from '../../apps/standalone/src/demo/world/catalogue/catalogue.js';
import { codes as english } from '../../apps/web/src/texts/en-codes.js';
import { codes as chinese } from '../../apps/web/src/texts/zh-codes.js';

describe('codes of reports', () => {
  it.each([
    ['English', english],
    ['Chinese', chinese],
  ])('of the demo have a name in %s', (_language, names) => {
    const nameless = (known: object, wanted: Iterable<string>) =>
      [...new Set(wanted)].filter((code) => !Object.hasOwn(known, code));
    expect(nameless(names.symptom, symptoms)).toEqual([]);
    expect(
      nameless(
        names.fault,
        allFaults.map(({ code }) => code),
      ),
    ).toEqual([]);
    expect(
      nameless(
        names.remedy,
        allFaults.map(({ remedy }) => remedy),
      ),
    ).toEqual([]);
  });
});
