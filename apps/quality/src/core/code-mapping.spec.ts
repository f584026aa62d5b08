import { mapped, unmapped } from './code-mapping.js';

const told = { symptomCode: 'S1', faultCode: 'E-17', causeCode: null, remedyCode: 'R9' };

describe("a site's codes", () => {
  it('become ours where they are mapped, by site and kind, and stay beside as they were said', () => {
    const table = new Map([
      ['a fault E-17', 'motor'],
      ['a remedy E-17', 'wrong kind'],
      ['b remedy R9', 'wrong site'],
      ['a symptom S1', 'no-suction'],
    ]);
    expect(mapped(told, 'a', (siteId, kind, code) => table.get(`${siteId} ${kind} ${code}`))).toEqual({
      symptomCode: 'no-suction',
      faultCode: 'motor',
      causeCode: null,
      remedyCode: 'R9',
      siteCodes: { symptom: 'S1', fault: 'E-17' },
    });
  });

  it('are taken for ours where nothing is mapped', () => {
    expect(mapped(told, 'a', unmapped)).toEqual({ ...told, siteCodes: null });
  });
});
