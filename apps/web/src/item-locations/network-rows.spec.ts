import type { Schemas } from '../api/client.js';
import { networkRows } from './network-rows.js';
import type { Level, Policy } from './queries.js';

const place = (id: string, suppliedFromId?: string) =>
  ({
    id,
    name: id,
    kind: id === 'transit' ? 'in_transit' : 'site',
    ...(suppliedFromId && { suppliedFromId }),
  }) as Schemas['StockLocationView'];
const level = (locationId: string, onHand: number, position = onHand) =>
  ({ locationId, onHand, position, onOrder: 0, backordered: 0 }) as Level;
const policy = (locationId: string, reorderPoint: number, orderUpTo: number) =>
  ({ locationId, reorderPoint, orderUpTo }) as Policy;

const places = [
  place('transit'),
  place('van', 'site'),
  place('site', 'central'),
  place('central'),
  place('other', 'central'),
];

describe('the places of a part', () => {
  it('stand below the one that supplies them; those without the part are left out', () => {
    const rows = networkRows(
      places,
      [level('transit', 4), level('central', 9), level('van', 1)],
      [policy('site', 1, 2)],
    );
    expect(rows.map(({ name, depth }) => [name, depth])).toEqual([
      ['central', 0],
      ['site', 1],
      ['van', 2],
      ['transit', 0],
    ]);
  });

  it('miss pieces up to the level when they are below the reorder point, and have too many above the level', () => {
    const rows = networkRows(
      places,
      [level('central', 20), level('site', 3), level('other', 4)],
      [policy('central', 5, 12), policy('site', 4, 8), policy('other', 4, 8)],
    );
    expect(Object.fromEntries(rows.map(({ name, missing }) => [name, missing]))).toEqual({
      central: -8,
      site: 5,
      other: 0,
    });
  });

  it('are each there once, also where places supply each other', () => {
    const ring = [place('one', 'two'), place('two', 'one')];
    expect(networkRows(ring, [level('one', 1), level('two', 1)], [])).toHaveLength(2);
  });
});
