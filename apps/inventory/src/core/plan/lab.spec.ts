import { noGroup } from '../forecasting/group-model.js';
import { deliveredFill, nothingSimulated } from '../policy/simulate.js';
import { automaticMethod, Lab, type LabItem } from './lab.js';
import { rehearsalDays, rehearseItem } from './rehearse.js';

const weeks = 60;
const item = (locationId: string, everyDays: number, more: Partial<LabItem> = {}): LabItem => ({
  ...{ leadTime: { meanDays: 5, deviationDays: 1 }, isBought: false, packQuantity: 1, category: 'vacuum' },
  ...{ valueClass: 'A', placeKind: 'site', locationId, unitCostMinor: 1_000 },
  days: Array.from({ length: weeks * 7 }, (_, day) => (day % everyDays === 0 ? 1 : 0)),
  ...more,
});
const plan = {
  ...{ group: noGroup, periodDays: 7, days: rehearsalDays(weeks * 7, 7) },
  internals: [0.7, 0.9, 0.99],
};

describe('the policy lab', () => {
  it('draws a curve of service against value for each method and group', () => {
    const lab = new Lab(plan, [automaticMethod, 'long-memory']);
    lab.add(item('a', 3));
    lab.add(item('b', 9, { valueClass: 'B', unitCostMinor: 5_000 }));
    const { cells } = lab;
    const curve = cells.filter(({ grouping, method }) => grouping === 'all' && method === 'automatic');
    expect(curve.map(({ plannedShare }) => plannedShare)).toEqual([0.7, 0.9, 0.99]);
    const values = curve.map(({ stockValueMinor }) => stockValueMinor);
    expect(values).toEqual(values.toSorted((one, other) => one - other));
    expect(curve.at(-1)!.servedAtOnce).toBeGreaterThanOrEqual(curve[0]!.servedAtOnce);
    expect(curve.every(({ items }) => items === 2)).toBe(true);
    const of = (grouping: string, key: string) =>
      cells.filter((cell) => cell.grouping === grouping && cell.key === key && cell.method === 'long-memory');
    expect(of('place', 'b')[0]).toMatchObject({ items: 1, wanted: of('valueClass', 'B')[0]!.wanted });
    const sum = (field: 'wanted' | 'stockValueMinor') => of('place', 'a')[1]![field] + of('place', 'b')[1]![field];
    expect(of('category', 'vacuum')[1]!.wanted).toBe(sum('wanted'));
    expect(of('category', 'vacuum')[1]!.stockValueMinor).toBeCloseTo(sum('stockValueMinor'), 6);
  });

  it('delivers for one item what its rehearsal delivers', () => {
    const lab = new Lab(plan, ['counts-long']);
    lab.add(item('a', 4));
    const services = rehearseItem(item('a', 4), { ...plan, method: 'counts-long' });
    const cells = lab.cells.filter(({ grouping }) => grouping === 'place');
    expect(cells.map((cell) => deliveredFill({ ...nothingSimulated(), ...cell }))).toEqual(services.map(deliveredFill));
  });
});
