import { planBatch } from '../core/plan/plan-batch.js';
import { columnsOf } from './planned-items.sql.js';

describe('planned items as they are written', () => {
  const part = {
    category: 'pump',
    unitCostMinor: 100,
    packQuantity: 1,
    criticality: 'vital',
    enteredDaysAgo: 9,
  } as const;
  const site = {
    id: 's',
    kind: 'site',
    siteId: 's',
    technicianId: null,
    suppliedFromId: null,
    lon: 1,
    lat: 1,
  } as const;
  const items = planBatch(
    {
      ...{ run: { periodDays: 7, periods: 4, horizon: 2, locationIds: null, targets: null }, categories: null },
      parts: [
        { ...part, id: 'one', currency: 'CNY' },
        { ...part, id: 'two', currency: 'C\nY' },
      ],
      ...{ places: [site], lanes: null, bases: null, before: null, overrides: null },
      ...{ demand: [['one', 's', [0, 2], [1, 3]]], kept: [{ partId: 'two', locationId: 's' }] },
    },
    new Map(),
    500,
  );

  it('have one line in every column, whatever their texts hold', () => {
    const columns = columnsOf(items).map((column) => column.split('\n'));
    expect(columns.map((lines) => lines.length)).toEqual(columns.map(() => 2));
    expect(columns[0]).toEqual(['one', 'two']);
    expect(columns.at(-2)).toEqual(['[0,3,0,1]', '[0,0,0,0]']);
    expect(JSON.parse(columns.at(-1)![0]!)).toEqual(items[0]!.plan);
    expect(columns).toContainEqual(['CNY', 'C Y']);
  });

  it('are refused with a figure that is none', () => {
    for (const meanPerDay of [NaN, Infinity])
      expect(() => columnsOf([{ ...items[0]!, meanPerDay }])).toThrow(`${meanPerDay} is no figure`);
  });

  it('are nothing at all where there are none', () => expect(new Set(columnsOf([]))).toEqual(new Set([''])));
});
