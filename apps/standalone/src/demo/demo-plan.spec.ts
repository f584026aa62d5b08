import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemoPlan } from './demo-plan.js';

describe('CALLOUT_DEMO', () => {
  it('is a country that the gazetteer knows, in any case of letters, or off', () => {
    expect(readDemoPlan('gb')).toMatchObject({ country: 'GB' });
    expect(readDemoPlan('off')).toBeUndefined();
  });

  it('is refused by its name before anything is built if no town of the country is known', () => {
    expect(() => readDemoPlan('ZZ')).toThrow(
      "CALLOUT_DEMO is 'ZZ': the gazetteer knows no town of ZZ: give an ISO 3166 country code such as CN, GB or BE, or off for no demo",
    );
    const folder = mkdtempSync(join(tmpdir(), 'callout-plan-'));
    const path = join(folder, 'plan.json');
    writeFileSync(path, JSON.stringify({ country: 'ZZ' }));
    expect(() => readDemoPlan(path)).toThrow(
      `CALLOUT_DEMO names ${path}, whose country cannot be used: the gazetteer knows no town of ZZ`,
    );
    rmSync(folder, { recursive: true });
  });
});
