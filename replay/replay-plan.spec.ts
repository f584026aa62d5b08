import { dataFile, describeWithData } from '#common/testing/data.js';
import { readRecords } from './records.js';
import { normalised, planTowns } from './towns.js';
import { truthTeller } from './truth.js';

const wales = 'repairs/OpenRepairData_v0.3_RepairCafeWales_202507.csv';
const fixit = 'repairs/OpenRepairData_v0.3_FixitClinic_202507.csv';

describe('the name of a group', () => {
  it('is compared without accents, signs and capitals', () => {
    expect(normalised('Hay-on-Wye')).toBe('hay on wye');
    expect(normalised('Llandudno, Café (Trwsio)')).toBe('llandudno cafe trwsio');
  });
});

describeWithData([wales], 'the replay of the Wales file', () => {
  const { country, records } = readRecords(dataFile(wales));

  it('reads every record, in order of date', () => {
    expect(country).toBe('GB');
    expect(records).toHaveLength(20_190);
    expect(records.every(({ day }, index) => index === 0 || day >= (records[index - 1]?.day ?? ''))).toBe(true);
  });

  it('takes place in Wales, and most groups have their own town', () => {
    const plan = planTowns(country, records, 1);
    expect(plan.subdivisions).toEqual(['WLS']);
    expect(plan.townOfGroup.get('Swansea, City Centre')?.name).toBe('Swansea');
    expect(plan.townOfGroup.get('Newport RE:MAKE')?.name).toBe('Newport');
    const own = records.filter(({ group }) => plan.townOfGroup.has(group)).length;
    expect(own / records.length).toBeGreaterThan(0.6);
  });

  it('needs level 3 or more in at least a quarter and a part in at least 40 % of the repairs; end of life cannot be mended', () => {
    const tell = truthTeller(1, 1);
    const truths = records.map((record) => ({ record, truth: tell(record) }));
    const share = (test: (truth: (typeof truths)[number]['truth']) => boolean) =>
      truths.filter(({ truth }) => test(truth)).length / truths.length;
    expect(share(({ level }) => level >= 3)).toBeGreaterThan(0.25);
    expect(share(({ partIds }) => partIds.length > 0)).toBeGreaterThan(0.4);
    expect(truths.every(({ record, truth }) => truth.repairable === (record.status !== 'End of life'))).toBe(true);
    expect(tell(records[5]!)).toEqual(truths[5]!.truth);
  });
});

describeWithData([fixit], 'the replay of a file of another country', () => {
  it('takes place where that country has its people when no group is named after a town', () => {
    const { country, records } = readRecords(dataFile(fixit));
    const plan = planTowns(country, records, 1);
    expect(country).toBe('US');
    expect(plan.groups).toEqual({ matched: 0, unmatched: 1 });
    expect(plan.townOfRecord(records[0]!).country).toBe('US');
  });
});
